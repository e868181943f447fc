-- A difference beyond its handler's limit is proposed to the approvers of the order, and goes back to its handler if they return it.
alter table invoice_exceptions add column proposed_by varchar(255);
alter table invoice_exceptions add column return_to varchar(255);
