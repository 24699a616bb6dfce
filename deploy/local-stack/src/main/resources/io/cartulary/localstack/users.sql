-- Run by MySQL at every start. The password is no secret: this server listens on the loopback interface only.
CREATE USER IF NOT EXISTS 'cartulary'@'%' IDENTIFIED BY 'cartulary';
GRANT ALL ON `cartulary%`.* TO 'cartulary'@'%';
