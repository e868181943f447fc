update mails
set status = 'WITHHELD'
where status = 'FAILED'
  and last_error like '%: its mail is not sent any more.';
