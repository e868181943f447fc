package org.countersign.dispatch;

import org.springframework.data.jpa.repository.JpaRepository;

interface OrderDocumentFiles extends JpaRepository<OrderDocument, String> {}
