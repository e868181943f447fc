package org.countersign.payment;

import org.springframework.data.jpa.repository.JpaRepository;

interface PaymentHolds extends JpaRepository<PaymentHold, String> {}
