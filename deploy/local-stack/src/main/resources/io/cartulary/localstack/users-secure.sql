-- As in production: nothing without TLS.
CREATE USER IF NOT EXISTS 'secured'@'%' IDENTIFIED BY 'secured' REQUIRE SSL;
GRANT SELECT, INSERT, UPDATE, DELETE ON `cartulary%`.* TO 'secured'@'%';
-- Changes passwords and certificates.
CREATE USER IF NOT EXISTS 'secured_admin'@'%' IDENTIFIED BY 'secured_admin';
GRANT CREATE USER, CONNECTION_ADMIN ON *.* TO 'secured_admin'@'%';
GRANT SELECT ON `cartulary%`.* TO 'secured_admin'@'%';
