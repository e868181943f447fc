package org.countersign.workflow.operations;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.approval.ApprovalTasks;
import org.countersign.mail.MailId;
import org.countersign.mail.MailOutbox;
import org.countersign.operations.OperationsRule;
import org.countersign.operations.Stuck;
import org.countersign.operations.Treatment;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.RuleViolation;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings documents and their processes together again. A process begins where the state of its document says, and asks the document
 * before it does anything: what was not approved does not go out, wherever its process begins (R01).
 */
@Component
class DocumentRemedies {

    /** Where a process stands, as a subject. */
    static final String PLACE = "place:";

    private static final List<String> FROM_THE_START = List.of();

    /** By kind and state, the activities before which the process begins again. */
    private static final Map<String, List<String>> BEGINNINGS = Map.ofEntries(
            Map.entry("order/CREATED", FROM_THE_START),
            Map.entry("order/DISPATCHED", List.of("receiveTask_awaitAnswer", "gateway_fulfilment")),
            Map.entry("order/ACKNOWLEDGED", List.of("gateway_fulfilment")),
            Map.entry("order/PARTIALLY_RECEIVED", List.of("gateway_fulfilment")),
            Map.entry("order/RECEIVED", List.of("gateway_fulfilment")),
            Map.entry("order/CLOSED_SHORT", List.of("gateway_fulfilment")),
            Map.entry("change/PROPOSED", FROM_THE_START),
            // A person was to decide, and still is.
            Map.entry("change/UNFIT", List.of("userTask_resolveChange")),
            Map.entry("policy-change/PROPOSED", FROM_THE_START),
            Map.entry("policy-change/SCHEDULED", List.of("event_effectiveTimeReached")),
            Map.entry("requisition/IN_APPROVAL", FROM_THE_START),
            // Orders that were made already are found again, and none is made without approval.
            Map.entry("requisition/APPROVED", List.of("gateway_suppliersNamed")),
            Map.entry("requisition/RETURNED", List.of("userTask_reviseRequisition")),
            Map.entry("sales-order/IN_APPROVAL", FROM_THE_START),
            Map.entry("sales-order/APPROVED", List.of("userTask_releaseSalesOrder")),
            Map.entry("sales-order/RETURNED", List.of("userTask_reviseSalesOrder")),
            Map.entry("invoice/CAPTURED", FROM_THE_START),
            Map.entry("invoice/AWAITING_RECEIPT", FROM_THE_START),
            Map.entry("invoice/IN_EXCEPTION", FROM_THE_START),
            Map.entry("invoice/MATCHED", FROM_THE_START),
            Map.entry("invoice/APPROVED", List.of("serviceTask_askForPayment")),
            Map.entry("invoice/SCHEDULED", List.of("event_paymentBooked")));

    /** Of which kind the documents of a model are. */
    private static final Map<String, String> KINDS = Map.of(
            "purchase-order", "order",
            "purchase-requisition", "requisition",
            "sales-order", "sales-order",
            "supplier-invoice", "invoice");

    private static final String APPROVAL = "document-approval";

    private final EngineGateway engine;
    private final RuntimeService runtime;
    private final ApprovalTasks approvals;
    private final MailOutbox mails;
    private final JdbcClient database;

    DocumentRemedies(
            EngineGateway engine,
            RuntimeService runtime,
            ApprovalTasks approvals,
            MailOutbox mails,
            JdbcClient database) {
        this.engine = engine;
        this.runtime = runtime;
        this.approvals = approvals;
        this.mails = mails;
        this.database = database;
    }

    static boolean canBegin(String subject, String status) {
        return beginning(subject, status).isPresent();
    }

    private static Optional<List<String>> beginning(String subject, String status) {
        var colon = subject.indexOf(':');
        return Optional.ofNullable(BEGINNINGS.get(subject.substring(0, Math.max(0, colon)) + "/" + status));
    }

    void beginAgain(Stuck stuck, Treatment treatment) {
        var document = stuck.document();
        var model = Objects.requireNonNull(stuck.model());
        begin(stuck.subject(), model, document);
    }

    private void begin(String subject, String model, DocumentNumber document) {
        // Two who reconcile at once meet here: the second one finds the process of the first.
        var status = lockedStatus(subject);
        var activities = beginning(subject, Objects.requireNonNullElse(status, ""))
                .orElseThrow(() -> new RuleViolation(OperationsRule.STATE_NOT_KNOWN, document));
        if (engine.isRunning(model, document)) {
            throw new RuleViolation(OperationsRule.STATE_NOT_KNOWN, document);
        }
        if (engine.isRunning(APPROVAL, document)) {
            throw new RuleViolation(OperationsRule.PROCESS_GOES_ON, document);
        }
        if (activities.isEmpty()) {
            engine.start(model, document, Map.of());
        } else {
            engine.startAgainBefore(activities, model, document);
        }
    }

    private @Nullable String lockedStatus(String subject) {
        var colon = subject.indexOf(':');
        var sql = switch (subject.substring(0, colon)) {
            case "order" -> "select status from purchase_orders where number = :number for update";
            case "requisition" -> "select status from requisitions where number = :number for update";
            case "invoice" -> "select status from invoices where id = :number for update";
            case "sales-order" -> "select status from sales_orders where number = :number for update";
            case "change" ->
                "select status from change_orders where purchase_order = :number and status in ('PROPOSED', 'UNFIT')"
                        + " for update";
            case "policy-change" -> "select state from policy_changes where id = :number for update";
            default -> throw new IllegalArgumentException("What " + subject + " is, is not known");
        };
        return database.sql(sql)
                .param("number", subject.substring(colon + 1))
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Ends a process whose document has ended; one that stands where it cannot begins again where its document says. */
    void moveOrEnd(Stuck stuck, Treatment treatment) {
        if (!stuck.subject().startsWith(PLACE)) {
            endProcess(stuck, treatment);
            return;
        }
        var document = stuck.document();
        var model = Objects.requireNonNull(stuck.model());
        var subject = Objects.requireNonNull(KINDS.get(model)) + ":" + document;
        // All that can be refused is, before the process is ended; of two who reconcile at once the second one is.
        var status = lockedStatus(subject);
        RuleViolation.check(
                beginning(subject, Objects.requireNonNullElse(status, "")).isPresent()
                        && running(model, document) == 1
                        && runs(Objects.requireNonNull(stuck.instance())),
                OperationsRule.STATE_NOT_KNOWN,
                document);
        RuleViolation.check(!engine.isRunning(APPROVAL, document), OperationsRule.PROCESS_GOES_ON, document);
        endProcess(stuck, treatment);
        begin(subject, model, document);
    }

    private long running(String model, DocumentNumber document) {
        return engine.asProduct(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(model)
                .processInstanceBusinessKey(document.value())
                .count());
    }

    private boolean runs(String instance) {
        return engine.asProduct(() ->
                runtime.createProcessInstanceQuery().processInstanceId(instance).count() > 0);
    }

    void endProcess(Stuck stuck, Treatment treatment) {
        var instance = Objects.requireNonNull(stuck.instance());
        engine.asProduct(() -> {
            runtime.deleteProcessInstance(instance, treatment.reason(), true, true, true, false);
            return instance;
        });
    }

    void askAnew(Stuck stuck, Treatment treatment) {
        var document = stuck.document();
        if (!approvals.canAskAnew(document)) {
            throw new RuleViolation(
                    engine.isRunning(APPROVAL, document)
                            ? OperationsRule.PROCESS_GOES_ON
                            : OperationsRule.STATE_NOT_KNOWN,
                    document);
        }
        approvals.askAnew(document);
    }

    void matchAgain(Stuck stuck, Treatment treatment) {
        engine.tell("supplier-invoice.receipt-booked", new DocumentNumber(stuck.subject()));
    }

    void resend(Stuck stuck, Treatment treatment) {
        mails.resend(new MailId(stuck.subject()), treatment.by());
    }
}
