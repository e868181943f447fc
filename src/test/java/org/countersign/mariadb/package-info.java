/** What holds on MariaDB, the database for production. */
package org.countersign.mariadb;
