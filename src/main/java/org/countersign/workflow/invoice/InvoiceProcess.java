package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.ApprovalOutcome;
import org.countersign.approval.Approvals;
import org.countersign.invoicing.ExceptionAnswer;
import org.countersign.invoicing.HandlerAnswer;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceRecall;
import org.countersign.invoicing.InvoiceWorkflow;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.TaskAnswer;
import org.countersign.workflow.support.WaitingInvoices;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The process {@code supplier-invoice} as invoicing sees it. */
@Component
class InvoiceProcess implements InvoiceWorkflow, WaitingInvoices {

    private static final String KEY = "supplier-invoice";

    private final EngineGateway engine;
    private final TaskService tasks;
    private final ObjectProvider<InvoiceManagement> invoices;
    private final ObjectProvider<InvoiceRecall> recall;
    private final ObjectProvider<ApprovalManagement> approvals;
    private final ObjectProvider<Approvals> answers;
    private final ObjectProvider<ExceptionTaskViews> views;

    InvoiceProcess(
            EngineGateway engine,
            TaskService tasks,
            ObjectProvider<InvoiceManagement> invoices,
            ObjectProvider<InvoiceRecall> recall,
            ObjectProvider<ApprovalManagement> approvals,
            ObjectProvider<Approvals> answers,
            ObjectProvider<ExceptionTaskViews> views) {
        this.engine = engine;
        this.tasks = tasks;
        this.invoices = invoices;
        this.recall = recall;
        this.approvals = approvals;
        this.answers = answers;
        this.views = views;
    }

    @Override
    public void captured(Invoice invoice) {
        engine.start(KEY, invoice.id().document(), Map.of());
    }

    @Override
    public void assigned(Invoice invoice) {
        engine.tell("supplier-invoice.receipt-booked", invoice.id().document());
    }

    @Override
    public void paid(Invoice invoice) {
        engine.tell("supplier-invoice.paid", invoice.id().document());
    }

    @Override
    public void unpaid(Invoice invoice) {
        engine.startAgainBefore("event_paymentBooked", KEY, invoice.id().document());
    }

    @Override
    public void exceptionMoved(Invoice invoice) {
        var document = invoice.id().document();
        if (engine.tell("supplier-invoice.exception-moved", document) == 0) {
            // A model that began before differences could wait shows the answer in a new task, after a match.
            engine.tell("supplier-invoice.receipt-booked", document);
        }
    }

    @Override
    public boolean answer(String task, Map<String, Object> answer, UserId by) {
        if (engine.asProduct(() -> tasks.createTaskQuery().active().taskId(task).count()) == 0) {
            return false;
        }
        engine.complete(task, answer, by);
        return true;
    }

    @Override
    public boolean answerInPart(String task, Map<String, Object> answer, UserId by, Consumer<HandlerAnswer> record) {
        if (engine.asProduct(() -> tasks.createTaskQuery().active().taskId(task).count()) == 0) {
            return false;
        }
        var said = TaskAnswer.of(answer, ExceptionAnswer.words());
        record.accept(new HandlerAnswer(
                ExceptionAnswer.of(said.decision()),
                said.comment(),
                TaskAnswer.number(answer.get("expectedCredit"), "expectedCredit"),
                TaskAnswer.flag(answer.get("tellSupplier"), true)));
        engine.asProduct(() -> views.getObject().showAgain(task));
        return true;
    }

    @Override
    public void answeredLate(Invoice invoice) {
        engine.tell("supplier-invoice.receipt-booked", invoice.id().document());
    }

    @Override
    public void compareAgain(Invoice invoice) {
        engine.tell("supplier-invoice.receipt-booked", invoice.id().document());
    }

    @Override
    public void paired(Invoice invoice) {
        engine.tell("supplier-invoice.receipt-booked", invoice.id().document());
    }

    @Override
    public void credited(PurchaseOrderNumber order) {
        receiptBooked(order);
    }

    @Override
    public void takenBack(PurchaseOrderNumber order) {
        receiptBooked(order);
    }

    @Override
    public void goodsReturned(PurchaseOrder order, Set<Integer> lines) {
        for (InvoiceId stopped : recall.getObject().stop(order, lines, this::isRefused)) {
            approvals.getObject().withdraw(stopped.document());
            if (engine.tell("supplier-invoice.goods-returned", stopped.document()) == 0) {
                engine.goOnBefore("serviceTask_matchInvoice", KEY, stopped.document());
            }
        }
        receiptBooked(order.number());
    }

    @Override
    public Map<Integer, BigDecimal> paidBeyond(PurchaseOrder order, Set<Integer> lines) {
        return recall.getObject().paidBeyond(order, lines);
    }

    @Override
    public void creditTakenBack(PurchaseOrder order, Set<Integer> lines) {
        goodsReturned(order, lines);
    }

    /** Its payment was rejected: the job that refuses it is on its way. */
    private boolean isRefused(InvoiceId id) {
        return answers.getObject()
                .outcomeOf(id.document())
                .filter(ApprovalOutcome.REJECTED::equals)
                .isPresent();
    }

    @Override
    public void receiptBooked(PurchaseOrderNumber order) {
        for (InvoiceId waiting : invoices.getObject().waitingInvoicesOf(order)) {
            engine.tell("supplier-invoice.receipt-booked", waiting.document());
        }
    }
}
