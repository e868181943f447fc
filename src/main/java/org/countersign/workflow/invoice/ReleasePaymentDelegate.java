package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceId;
import org.countersign.payment.PaymentManagement;
import org.springframework.stereotype.Component;

/** Releases the payment, after another look at the recorded approvals. */
@Component
class ReleasePaymentDelegate implements JavaDelegate {

    private final PaymentManagement payments;

    ReleasePaymentDelegate(PaymentManagement payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        payments.release(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
