"""The database itself keeps the units a tree: every path is the parent's path and the own code.

Checked when the transaction ends, because moving a unit rewrites many paths one by one.  A circle
cannot satisfy it: a path would have to be longer than itself.
"""

from django.db import migrations

KEEP = """
CREATE FUNCTION org_orgunit_path_follows_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM org_orgunit u LEFT JOIN org_orgunit p ON p.id = u.parent_id
         WHERE (u.id = NEW.id OR u.parent_id = NEW.id)
           AND u.path <> COALESCE(p.path, '') || u.code || '/'
    ) THEN
        RAISE EXCEPTION 'the path of unit % does not follow its parent', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orgunit_path_follows_parent';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER orgunit_path_follows_parent
    AFTER INSERT OR UPDATE OF parent_id, code, path ON org_orgunit
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION org_orgunit_path_follows_parent();
"""

LEAVE = """
DROP TRIGGER orgunit_path_follows_parent ON org_orgunit;
DROP FUNCTION org_orgunit_path_follows_parent();
"""


class Migration(migrations.Migration):
    dependencies = [("org", "0006_share_days")]

    operations = [migrations.RunSQL(KEEP, LEAVE)]
