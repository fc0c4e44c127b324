"""A bay out of use takes no car: the database keeps slots and outages apart."""

from django.db import migrations

KEEP_APART = """
CREATE FUNCTION workorders_bay_in_use() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash boolean;
BEGIN
    PERFORM 1 FROM workorders_bay WHERE id = NEW.bay_id FOR NO KEY UPDATE;
    IF TG_TABLE_NAME = 'workorders_bayslot' THEN
        clash := EXISTS (SELECT 1 FROM workorders_bayoutage o
            WHERE o.bay_id = NEW.bay_id AND o.cancelled_at IS NULL AND o.during && NEW.during);
    ELSE
        clash := EXISTS (SELECT 1 FROM workorders_bayslot s
            WHERE s.bay_id = NEW.bay_id AND s.cancelled_at IS NULL AND s.during && NEW.during);
    END IF;
    IF clash THEN
        RAISE EXCEPTION 'bay % is out of use or taken', NEW.bay_id
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'bay_slot_not_in_outage';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bay_slot_not_in_outage BEFORE INSERT OR UPDATE ON workorders_bayslot
    FOR EACH ROW WHEN (NEW.cancelled_at IS NULL) EXECUTE FUNCTION workorders_bay_in_use();
CREATE TRIGGER bay_outage_not_over_slot BEFORE INSERT OR UPDATE ON workorders_bayoutage
    FOR EACH ROW WHEN (NEW.cancelled_at IS NULL) EXECUTE FUNCTION workorders_bay_in_use();
"""

TOGETHER = """
DROP TRIGGER bay_outage_not_over_slot ON workorders_bayoutage;
DROP TRIGGER bay_slot_not_in_outage ON workorders_bayslot;
DROP FUNCTION workorders_bay_in_use();
"""


class Migration(migrations.Migration):
    dependencies = [("workorders", "0001_rows")]

    operations = [migrations.RunSQL(KEEP_APART, TOGETHER)]
