package org.countersign.invoicing;

import org.springframework.data.jpa.repository.JpaRepository;

interface InvoiceOriginals extends JpaRepository<InvoiceOriginal, String> {}
