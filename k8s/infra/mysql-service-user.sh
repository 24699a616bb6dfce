# Sourced by the image's entry point when it has made the database: the user of the command side, which changes no table.
docker_process_sql <<SQL
CREATE USER '$SERVICE_USERNAME'@'%' IDENTIFIED BY '$SERVICE_PASSWORD';
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON \`$MYSQL_DATABASE\`.* TO '$SERVICE_USERNAME'@'%';
SQL
