-- Tells whether a server has the secret with which this database was begun; the secret itself cannot be guessed from it.
create table installation_secret (
    id int not null primary key,
    mark varchar(64) not null
);
