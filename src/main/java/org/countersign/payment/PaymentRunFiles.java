package org.countersign.payment;

import org.springframework.data.jpa.repository.JpaRepository;

interface PaymentRunFiles extends JpaRepository<PaymentRunFile, String> {}
