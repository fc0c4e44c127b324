"""The stock ledger is written once: the database refuses to change or delete a row of it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION parts_stockmove_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'parts_stockmove is append-only'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'stockmove_append_only';
END $$;
CREATE TRIGGER stockmove_append_only BEFORE UPDATE OR DELETE ON parts_stockmove
    FOR EACH ROW EXECUTE FUNCTION parts_stockmove_refuse();
"""

ALLOW = """
DROP TRIGGER stockmove_append_only ON parts_stockmove;
DROP FUNCTION parts_stockmove_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("parts", "0001_rows")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
