"""What was published is not changed: the database itself refuses it."""

from django.db import migrations

TABLES = ("workorders_estimateitem", "workorders_estimateline")
REFUSE = """
CREATE FUNCTION workorders_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('app.erasure', true), '') = '' THEN
        RAISE EXCEPTION '% is published', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
PUT_ON = "\n".join(
    f"CREATE TRIGGER published BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION workorders_published();"
    for table in TABLES
)
TAKE_OFF = "\n".join(f"DROP TRIGGER published ON {table};" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("workorders", "0007_estimate_settings")]

    operations = [
        migrations.RunSQL(
            REFUSE + ";" + PUT_ON, TAKE_OFF + "DROP FUNCTION workorders_published();"
        ),
    ]
