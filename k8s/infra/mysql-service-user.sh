# Sourced by the image's entry point when it has made the database: the user of the command side, which changes no table.
# EXECUTE is for builds of before 1 December 2026, which call a procedure; deploy/cluster upgrades one.
docker_process_sql <<SQL
CREATE USER '$SERVICE_USERNAME'@'%' IDENTIFIED BY '$SERVICE_PASSWORD';
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON \`$MYSQL_DATABASE\`.* TO '$SERVICE_USERNAME'@'%';
SQL
