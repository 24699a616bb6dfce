-- Run by MySQL at every start. The password is no secret: this server listens on the loopback interface only.
CREATE USER IF NOT EXISTS 'cartulary'@'%' IDENTIFIED BY 'cartulary';
GRANT ALL ON `cartulary%`.* TO 'cartulary'@'%';
-- What a deployment gives to the service alone: it changes no table.
CREATE USER IF NOT EXISTS 'cartulary_service'@'%' IDENTIFIED BY 'cartulary';
GRANT SELECT, INSERT, UPDATE, DELETE ON `cartulary%`.* TO 'cartulary_service'@'%';
-- What a deployment gives to the migration alone.
CREATE USER IF NOT EXISTS 'cartulary_migration'@'%' IDENTIFIED BY 'cartulary';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON `cartulary%`.* TO 'cartulary_migration'@'%';
