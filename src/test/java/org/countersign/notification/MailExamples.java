package org.countersign.notification;

import static org.countersign.purchasing.PurchaseOrderExamples.line;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.approval.AdviceReminderDue;
import org.countersign.approval.AnswerLinkExamples;
import org.countersign.approval.ApprovalAsked;
import org.countersign.approval.ApprovalEnded;
import org.countersign.approval.ApprovalEscalated;
import org.countersign.approval.ApprovalHandedOver;
import org.countersign.approval.ApprovalOutcome;
import org.countersign.approval.ApprovalRemarked;
import org.countersign.approval.ApprovalReminderDue;
import org.countersign.approval.ApprovalStuck;
import org.countersign.approval.FrozenAmount;
import org.countersign.approval.FrozenRates;
import org.countersign.approval.PartnerNews;
import org.countersign.approval.RemarkKind;
import org.countersign.approval.SubstituteNews;
import org.countersign.dispatch.AcknowledgementExamples;
import org.countersign.dispatch.ChannelMissing;
import org.countersign.dispatch.OrderPaperExamples;
import org.countersign.dispatch.SupplierAnswered;
import org.countersign.dispatch.SupplierLetters;
import org.countersign.dispatch.SupplierMessageReceived;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.InvoiceExceptionAsked;
import org.countersign.invoicing.InvoiceId;
import org.countersign.mail.Message;
import org.countersign.policy.PolicyChangeNews;
import org.countersign.policy.PolicyDifferenceExamples;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderEnded;
import org.countersign.purchasing.ChangeOrderExamples;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.ChangeOrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderEnded;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionEvent;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.sales.SalesOrderEvent;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.sales.SalesOrderStatus;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.countersign.shared.TemplatesExamples;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.supplier.SupplierExamples;
import org.countersign.support.TestClock;

/** Every mail that the product writes, as its reader gets it in one language. */
final class MailExamples {

    static final String LINK = "https://buy.example.org/supplier/orders/"
            + "AAAAAGnNKxYBAgMEBQYHCAlQTy0yMDI2LTAwMDAxN8Zb0Zb3kq9uT2oY5m1Yb0m0m1Yb0m0m1Yb0m0m1Yb0";

    private static final RequisitionNumber REQUISITION = new RequisitionNumber("REQ-2026-000042");
    private static final DocumentNumber INVOICE = new DocumentNumber("INV-2026-000007");
    private static final UserId REQUESTER = new UserId("requester");
    private static final Money TOTAL = Money.of("2998.80", "EUR");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String EXPIRED = "Nobody answered within 30 days, so it was sent back (rule rule_expiry of the"
            + " reminder policy, version 4).";
    private static final SalesOrderNumber SALE = new SalesOrderNumber("SO-2026-000004");
    private static final Instant LATER = Instant.parse("2026-03-09T09:00:00Z");

    private static final Map<UserId, UserId> STANDS_IN = Map.of(new UserId("finance"), new UserId("department-head"));

    /** The kinds of mails: who gets what. */
    enum Kind {
        APPROVAL_ASKED,
        APPROVAL_ASKED_OF_MANY,
        APPROVAL_ASKED_IN_OTHER_CURRENCY,
        PAYMENT_ASKED,
        OVER_ORDER_ASKED,
        APPROVAL_REMINDER,
        APPROVAL_ESCALATED,
        APPROVAL_ESCALATED_TO_SUBSTITUTE,
        APPROVAL_WAS_ESCALATED,
        APPROVAL_WAS_ESCALATED_TO_SUBSTITUTE,
        APPROVAL_OF_ANOTHER_PERSON,
        APPROVAL_UNESCALATED,
        APPROVAL_DELEGATED,
        APPROVAL_DELEGATION_TAKEN_BACK,
        ADVICE_WANTED,
        ADVICE_REMINDER,
        ADVICE_GIVEN,
        ADVICE_NOT_NEEDED,
        QUESTION_ASKED,
        QUESTION_ANSWERED,
        QUESTION_PASSED_ON,
        QUESTION_REDIRECTED,
        QUESTION_UNANSWERABLE,
        REQUESTER_REMINDS,
        REQUESTER_REMINDS_ADVISER,
        APPROVAL_EXPIRED,
        PAYMENT_EXPIRED,
        APPROVAL_STUCK,
        PARTNER_PENDING,
        PARTNER_APPROVED,
        PARTNER_REJECTED,
        PARTNER_SALE,
        SALES_ORDER_APPROVED,
        SALES_ORDER_REJECTED,
        SALES_ORDER_RETURNED,
        REQUISITION_REJECTED,
        REQUISITION_RETURNED,
        REQUISITION_ORDERED,
        SUPPLIER_MISSING,
        SUPPLIER_DECLINED,
        SUPPLIER_PROPOSED,
        SUPPLIER_MESSAGE,
        DISPATCH_BY_HAND,
        PURCHASE_CANCELLED,
        PURCHASE_DECLINED,
        EXCEPTION_ASKED,
        PAYMENT_RETURNED,
        INVOICE_REFUSED,
        ORDER,
        ORDER_REMINDER,
        ORDER_PROPOSAL_ACCEPTED,
        ORDER_PROPOSAL_REJECTED,
        ORDER_CANCELLED,
        ORDER_LINK,
        ORDER_CHANGED,
        CHANGE_UNFIT,
        CHANGE_REJECTED,
        CHANGE_RETURNED,
        CHANGE_WITHDRAWN,
        CHANGE_APPLIED,
        CHANGE_APPLIED_BEFORE_SENDING,
        CHANGE_BY_HAND,
        CHANGE_OF_OWN_ORDER,
        SUBSTITUTE_ASKED,
        SUBSTITUTE_DECLINED,
        SUBSTITUTE_TAKEN_BACK,
        SUBSTITUTE_NOT_ACCEPTED,
        SUBSTITUTE_NOBODY_ELSE,
        POLICY_PROPOSED,
        POLICY_SHIPPED,
        POLICY_SCHEDULED,
        POLICY_RELEASED,
        POLICY_RELEASED_ALONE,
        POLICY_REJECTED,
        POLICY_WITHDRAWN
    }

    final Written written;
    private final String language;
    private final PurchaseOrder order = PurchaseOrderExamples.dispatched(PurchaseOrderExamples.ofLines(7));
    private final RequisitionManagement requisitions = mock(RequisitionManagement.class);
    private final PurchaseOrderManagement orders = mock(PurchaseOrderManagement.class);
    private final SupplierDirectory suppliers = mock(SupplierDirectory.class);
    private final InvoiceTerms invoices = mock(InvoiceTerms.class);
    private final FrozenRates rates = mock(FrozenRates.class);
    private final SupplierMails supplierMails = new SupplierMails(
            new Letters(TemplatesExamples.shipped()),
            TemplatesExamples.shipped(),
            OrderPaperExamples.shipped(),
            Written.COMPANY);

    MailExamples(String language) {
        this.language = language;
        this.written = new Written(language);
        var requisition = requisition();
        when(requisitions.find(any())).thenReturn(Optional.of(requisition));
        when(requisitions.requisition(any())).thenReturn(requisition);
        when(orders.order(any())).thenReturn(order);
        when(orders.ordersOf(any())).thenReturn(List.of(order.number()));
        var supplier = SupplierExamples.abroad(language);
        when(suppliers.supplier(any())).thenReturn(Optional.of(supplier));
        when(invoices.of(any())).thenReturn(Optional.empty());
        when(invoices.explanation(any(), any()))
                .thenAnswer(asked -> Explanation.asWritten(asked.getArgument(1, String.class)));
        when(invoices.of(INVOICE))
                .thenReturn(Optional.of(new InvoiceTerms.Terms(
                        "A00095678", supplier.name(), LocalDate.of(2026, 4, 1), LocalDate.of(2026, 3, 12), false)));
    }

    private static Requisition requisition() {
        return PurchaseOrderExamples.requisition(
                "Office chairs", null, line("CHAIR-1", "Office chair, swivel", "12", "EA", "249.90", "19", 14));
    }

    /** The first mail of a kind. */
    Message write(Kind kind) {
        return switch (kind) {
            case APPROVAL_ASKED -> asked("manager");
            case APPROVAL_ASKED_OF_MANY -> asked("manager", "finance");
            case APPROVAL_ASKED_IN_OTHER_CURRENCY -> askedInDollars();
            case APPROVAL_DELEGATED ->
                remarked(RemarkKind.DELEGATION, ApprovalRemarked.Turn.SAID, "finance", "You know chairs");
            case APPROVAL_DELEGATION_TAKEN_BACK ->
                remarked(RemarkKind.DELEGATION, ApprovalRemarked.Turn.TAKEN_BACK, "finance", null);
            case ADVICE_WANTED ->
                remarked(RemarkKind.ADVICE, ApprovalRemarked.Turn.SAID, "finance", "Are they worth it?");
            case ADVICE_REMINDER -> adviserReminded();
            case ADVICE_GIVEN -> remarked(RemarkKind.ADVICE, ApprovalRemarked.Turn.ANSWERED, "finance", null);
            case ADVICE_NOT_NEEDED -> remarked(RemarkKind.ADVICE, ApprovalRemarked.Turn.TAKEN_BACK, "finance", null);
            case QUESTION_ASKED -> remarked(RemarkKind.QUESTION, ApprovalRemarked.Turn.SAID, "finance", "Why twelve?");
            case QUESTION_ANSWERED ->
                remarked(RemarkKind.QUESTION, ApprovalRemarked.Turn.ANSWERED, "finance", "Why twelve?");
            case QUESTION_PASSED_ON ->
                remarked(RemarkKind.QUESTION, ApprovalRemarked.Turn.PASSED_ON, "finance", "Why twelve?");
            case QUESTION_REDIRECTED ->
                remarked(RemarkKind.QUESTION, ApprovalRemarked.Turn.PASSED_ON, "manager", "Why twelve?");
            case QUESTION_UNANSWERABLE ->
                remarked(RemarkKind.QUESTION, ApprovalRemarked.Turn.TAKEN_BACK, "manager", "Why twelve?");
            case REQUESTER_REMINDS -> remarked(RemarkKind.REMINDER, ApprovalRemarked.Turn.SAID, "finance", null);
            case REQUESTER_REMINDS_ADVISER -> adviserRemindedByRequester();
            case PAYMENT_ASKED -> askedAbout("payment", "Pay A00095678 of Grüne Möbel & Söhne OG");
            case OVER_ORDER_ASKED -> askedAbout("over-order", "Invoice A00095678 goes beyond its order");
            case APPROVAL_REMINDER -> reminded();
            case APPROVAL_ESCALATED -> escalated("finance").get(0);
            case APPROVAL_ESCALATED_TO_SUBSTITUTE ->
                escalated(STANDS_IN, "finance").get(0);
            case APPROVAL_WAS_ESCALATED_TO_SUBSTITUTE ->
                escalated(STANDS_IN, "finance").get(1);
            case APPROVAL_OF_ANOTHER_PERSON ->
                handedOver(ApprovalHandedOver.Cause.ANOTHER_PERSON, "manager", "finance", null);
            case APPROVAL_WAS_ESCALATED -> escalated("finance").get(1);
            case APPROVAL_UNESCALATED -> escalated().get(0);
            case APPROVAL_EXPIRED -> expired();
            case PAYMENT_EXPIRED -> paymentExpired();
            case APPROVAL_STUCK -> stuck();
            case PARTNER_PENDING -> told(PartnerNews.Stage.PENDING, UserId.SYSTEM, null);
            case PARTNER_APPROVED -> told(PartnerNews.Stage.APPROVED, new UserId("manager"), null);
            case PARTNER_SALE -> toldOfSale();
            case SALES_ORDER_APPROVED -> sold(SalesOrderStatus.APPROVED, null);
            case SALES_ORDER_REJECTED -> sold(SalesOrderStatus.REJECTED, "They still owe us.");
            case SALES_ORDER_RETURNED -> sold(SalesOrderStatus.RETURNED, "Half the price, as agreed.");
            case PARTNER_REJECTED -> told(PartnerNews.Stage.REJECTED, new UserId("manager"), "They are too late.");
            case REQUISITION_REJECTED -> rejected();
            case REQUISITION_RETURNED -> returned();
            case REQUISITION_ORDERED -> ordered();
            case SUPPLIER_MISSING -> supplierMissing();
            case SUPPLIER_DECLINED -> declined();
            case SUPPLIER_PROPOSED -> proposed();
            case SUPPLIER_MESSAGE -> message();
            case DISPATCH_BY_HAND -> byHand();
            case PAYMENT_RETURNED -> invoiceEnded("payment", ApprovalOutcome.RETURNED, "Which cost centre?");
            case INVOICE_REFUSED -> invoiceEnded("over-order", ApprovalOutcome.REJECTED, "This was never agreed.");
            case PURCHASE_CANCELLED -> ended(false);
            case PURCHASE_DECLINED -> ended(true);
            case EXCEPTION_ASKED -> exception("receiver");
            case ORDER -> sent("order", order());
            case ORDER_REMINDER -> sent("order-reminder", reminder());
            case ORDER_PROPOSAL_ACCEPTED -> sent("order-proposal", proposalAnswered(true));
            case ORDER_PROPOSAL_REJECTED -> sent("order-proposal", proposalAnswered(false));
            case ORDER_CANCELLED ->
                sent(
                        "order-cancelled",
                        supplierMails.cancelled(
                                order, SupplierExamples.abroad(language), LINK, LATER, "The project was called off."));
            case ORDER_LINK ->
                sent("order-link", supplierMails.newLink(order, SupplierExamples.abroad(language), LINK, LATER));
            case ORDER_CHANGED ->
                sent(
                        "order-change",
                        supplierMails.changed(
                                order,
                                SupplierExamples.abroad(language),
                                ChangeOrderExamples.applied(order),
                                LINK,
                                LATER,
                                LATER));
            case CHANGE_UNFIT ->
                changed(ChangeOrderExamples.unfit(order), UserId.SYSTEM).get(0);
            case CHANGE_REJECTED -> refused(ChangeOrderStatus.REJECTED);
            case CHANGE_RETURNED -> refused(ChangeOrderStatus.RETURNED);
            case CHANGE_WITHDRAWN -> refused(ChangeOrderStatus.WITHDRAWN);
            case CHANGE_APPLIED ->
                changed(ChangeOrderExamples.applied(order), new UserId("buyer")).get(0);
            case CHANGE_APPLIED_BEFORE_SENDING -> {
                var unsent = PurchaseOrderExamples.ofLines(7);
                when(orders.order(any())).thenReturn(unsent);
                yield changed(ChangeOrderExamples.applied(unsent), new UserId("buyer"))
                        .get(0);
            }
            case CHANGE_OF_OWN_ORDER ->
                changed(ChangeOrderExamples.applied(order), new UserId("buyer")).get(1);
            case SUBSTITUTE_ASKED -> substitute(SubstituteNews.Turn.ASKED, null).get(0);
            case SUBSTITUTE_DECLINED ->
                substitute(SubstituteNews.Turn.DECLINED, "I am away myself.").get(0);
            case SUBSTITUTE_TAKEN_BACK ->
                substitute(SubstituteNews.Turn.TAKEN_BACK, null).get(0);
            case SUBSTITUTE_NOT_ACCEPTED ->
                substitute(SubstituteNews.Turn.NOT_ACCEPTED, null).get(0);
            case SUBSTITUTE_NOBODY_ELSE ->
                substitute(SubstituteNews.Turn.NOBODY_ELSE, "I am away myself.").get(0);
            case POLICY_PROPOSED -> policy(PolicyChangeNews.Turn.PROPOSED, "requester", null);
            case POLICY_SHIPPED -> policyShipped();
            case POLICY_SCHEDULED -> policy(PolicyChangeNews.Turn.SCHEDULED, "manager", null);
            case POLICY_RELEASED -> policy(PolicyChangeNews.Turn.RELEASED, "manager", "Agreed by the board.");
            case POLICY_RELEASED_ALONE -> policy(PolicyChangeNews.Turn.RELEASED_ALONE, "requester", null);
            case POLICY_REJECTED -> policy(PolicyChangeNews.Turn.REJECTED, "manager", "Not before the audit.");
            case POLICY_WITHDRAWN -> policy(PolicyChangeNews.Turn.WITHDRAWN, "requester", null);
            case CHANGE_BY_HAND -> {
                when(suppliers.supplier(any())).thenReturn(Optional.empty());
                yield changed(ChangeOrderExamples.applied(order), new UserId("buyer"))
                        .get(0);
            }
        };
    }

    Message asked(String... people) {
        ask(people);
        return first();
    }

    void ask(String... people) {
        approvals()
                .on(new ApprovalAsked(
                        "step-1",
                        "task-1",
                        REQUISITION.document(),
                        "requisition",
                        "Office chairs <b>for</b> all",
                        REQUESTER,
                        TOTAL,
                        users(people),
                        2,
                        "from 1,000.00: the owner of cost centre CC-100",
                        "rule_ownerFrom1k",
                        LATER,
                        null));
    }

    /** The manager is to stand in for the finance officer, as the administrator wants it. */
    List<Message> substitute(SubstituteNews.Turn turn, String reason) {
        new SubstituteMails(written.mails(), written.organization)
                .on(new SubstituteNews(
                        "substitution-1",
                        turn,
                        new UserId("finance"),
                        new UserId("manager"),
                        LocalDate.of(2026, 3, 9),
                        LocalDate.of(2026, 3, 13),
                        Set.of("requisition", "payment"),
                        new BigDecimal("5000.0000"),
                        new UserId("buyer"),
                        turn != SubstituteNews.Turn.ASKED,
                        reason,
                        2,
                        NOW));
        return written.messages;
    }

    Message policy(PolicyChangeNews.Turn turn, String by, String comment) {
        var scheduled = turn == PolicyChangeNews.Turn.SCHEDULED;
        var inForce = turn == PolicyChangeNews.Turn.RELEASED || turn == PolicyChangeNews.Turn.RELEASED_ALONE;
        return policy(turn, REQUESTER, by, comment, scheduled ? LATER : null, inForce ? 5 : null);
    }

    private Message policyShipped() {
        return policy(PolicyChangeNews.Turn.PROPOSED, UserId.SYSTEM, UserId.SYSTEM.value(), null, null, null);
    }

    private Message policy(
            PolicyChangeNews.Turn turn, UserId author, String by, String comment, Instant from, Integer version) {
        new PolicyMails(written.mails(), written.organization)
                .on(new PolicyChangeNews(
                        "POL-000012",
                        turn,
                        new DocumentNumber("policy:approval-policy"),
                        "approval-policy",
                        "Approval policy",
                        author,
                        "Prices fell, and the line manager wants to see <b>more</b>.",
                        new UserId(by),
                        comment,
                        from,
                        version,
                        List.of(new UserId("manager")),
                        PolicyDifferenceExamples.aThreshold()));
        return first();
    }

    /** The manager stood for somebody else, or stands in now. */
    Message handedOver(ApprovalHandedOver.Cause cause, String to, String from, String onBehalfOf) {
        approvals()
                .on(new ApprovalHandedOver(
                        "step-1",
                        "task-1",
                        REQUISITION.document(),
                        "requisition",
                        "Office chairs",
                        REQUESTER,
                        TOTAL,
                        new UserId(to),
                        new UserId(from),
                        onBehalfOf == null ? null : new UserId(onBehalfOf),
                        cause,
                        false,
                        "from 1,000.00: the owner of cost centre CC-100",
                        "rule_ownerFrom1k",
                        LATER,
                        LATER));
        return first();
    }

    Message askedInDollars() {
        when(rates.amountOf(any()))
                .thenReturn(Optional.of(new FrozenAmount(
                        new BigDecimal("1000.00"),
                        "USD",
                        new BigDecimal("922.2539887485"),
                        "EUR",
                        new BigDecimal("1.0843"),
                        LocalDate.of(2026, 2, 27))));
        approvals()
                .on(new ApprovalAsked(
                        "step-1",
                        "task-1",
                        REQUISITION.document(),
                        "requisition",
                        "Office chairs",
                        REQUESTER,
                        Money.of("1000.00", "USD"),
                        users("manager"),
                        2,
                        "from 1,000.00: the owner of cost centre CC-100",
                        "rule_ownerFrom1k",
                        LATER,
                        null));
        return first();
    }

    private Message adviserRemindedByRequester() {
        return remarked(
                RemarkKind.REMINDER, ApprovalRemarked.Turn.SAID, "finance", null, List.of(new UserId("finance")));
    }

    private Message remarked(RemarkKind kind, ApprovalRemarked.Turn turn, String to, String text) {
        return remarked(
                kind,
                turn,
                to,
                text,
                turn == ApprovalRemarked.Turn.PASSED_ON ? List.of(new UserId("finance")) : List.of());
    }

    private Message remarked(
            RemarkKind kind, ApprovalRemarked.Turn turn, String to, String text, List<UserId> repliers) {
        new RemarkMails(written.mails(), approvals(), AnswerLinkExamples.shipped(), mock(ReminderDigest.class))
                .on(new ApprovalRemarked(
                        "remark-1",
                        kind,
                        turn,
                        new UserId("manager"),
                        List.of(new UserId(to)),
                        repliers,
                        text,
                        turn == ApprovalRemarked.Turn.ANSWERED ? "Twelve chairs, twelve heads" : null,
                        null,
                        "step-1",
                        "task-1",
                        List.of("task-1"),
                        REQUISITION.document(),
                        "requisition",
                        "Office chairs",
                        REQUESTER,
                        TOTAL,
                        "from 1,000.00: the owner of cost centre CC-100",
                        "rule_ownerFrom1k",
                        LATER,
                        NOW));
        return first();
    }

    Message adviserReminded() {
        new RemarkMails(written.mails(), approvals(), AnswerLinkExamples.shipped(), mock(ReminderDigest.class))
                .on(new AdviceReminderDue(
                        "remark-1",
                        "step-1",
                        "task-1",
                        REQUISITION.document(),
                        "requisition",
                        "Office chairs",
                        REQUESTER,
                        TOTAL,
                        new UserId("finance"),
                        new UserId("manager"),
                        "Are they worth it?",
                        2,
                        NOW));
        return first();
    }

    private Message askedAbout(String kind, String title) {
        approvals()
                .on(new ApprovalAsked(
                        "step-1",
                        "task-1",
                        INVOICE,
                        kind,
                        title,
                        new UserId("buyer"),
                        Money.of("14250.00", "EUR"),
                        users("finance"),
                        1,
                        "every payment: a finance officer",
                        "rule_payment",
                        LATER,
                        null));
        return first();
    }

    Message reminded() {
        approvals()
                .on(new ApprovalReminderDue(
                        "step-1",
                        "task-1",
                        REQUISITION.document(),
                        "requisition",
                        "Office chairs",
                        REQUESTER,
                        TOTAL,
                        users("manager"),
                        "from 100.00: the line manager",
                        "rule_managerFrom100",
                        2,
                        NOW,
                        LATER));
        return first();
    }

    /** What those who are asked now, and then the one asked before, are told; the administrator where nobody is asked. */
    List<Message> escalated(String... people) {
        return escalated(Map.of(), people);
    }

    /** Likewise, where some of those who are asked stand in for others. */
    List<Message> escalated(Map<UserId, UserId> insteadOf, String... people) {
        approvals()
                .on(new ApprovalEscalated(
                        "step-1",
                        "task-1",
                        REQUISITION.document(),
                        "requisition",
                        "Office chairs",
                        REQUESTER,
                        TOTAL,
                        users(people),
                        insteadOf,
                        users("manager"),
                        "from 100.00: the line manager",
                        "rule_managerFrom100",
                        1,
                        NOW,
                        LATER));
        return written.messages;
    }

    Message expired() {
        requisitionMails().on(new RequisitionEvent.Returned(REQUISITION, "Office chairs", REQUESTER, TOTAL, EXPIRED));
        return first();
    }

    private Message stuck() {
        approvals()
                .on(new ApprovalStuck(
                        REQUISITION.document(),
                        "requisition",
                        1,
                        "Office chairs",
                        REQUESTER,
                        TOTAL,
                        Explanation.asWritten("The group cfo has no active member (level 4, rule_cfoFrom100k)."),
                        NOW));
        return first();
    }

    private Message told(PartnerNews.Stage stage, UserId by, String comment) {
        new PartnerMails(written.mails())
                .on(new PartnerNews(
                        REQUISITION.document(),
                        "requisition",
                        1,
                        "Office chairs",
                        REQUESTER,
                        TOTAL,
                        stage,
                        Set.of(new UserId("finance")),
                        by,
                        comment));
        return first();
    }

    private Message toldOfSale() {
        new PartnerMails(written.mails())
                .on(new PartnerNews(
                        SALE.document(),
                        "sales-order",
                        1,
                        "Vale Ltd: Lathe",
                        REQUESTER,
                        TOTAL,
                        PartnerNews.Stage.PENDING,
                        Set.of(new UserId("finance")),
                        UserId.SYSTEM,
                        null));
        return first();
    }

    private Message sold(SalesOrderStatus outcome, String note) {
        new SalesMails(written.mails())
                .on(new SalesOrderEvent(SALE, outcome, "Lathe", "Vale Ltd", REQUESTER, TOTAL, note, NOW));
        return first();
    }

    Message rejected() {
        requisitionMails()
                .on(new RequisitionEvent.Rejected(
                        REQUISITION, "Office chairs", REQUESTER, TOTAL, "Too dear.\nAsk again in May."));
        return first();
    }

    Message returned() {
        requisitionMails()
                .on(new RequisitionEvent.Returned(
                        REQUISITION, "Office chairs", REQUESTER, TOTAL, "Two chairs are enough"));
        return first();
    }

    Message ordered() {
        requisitionMails().on(new RequisitionEvent.Ordered(REQUISITION));
        return first();
    }

    Message supplierMissing() {
        var open = mock(Requisition.class);
        var given = requisition();
        when(open.number()).thenReturn(REQUISITION);
        when(open.title()).thenReturn("Office chairs");
        when(open.total()).thenReturn(TOTAL);
        when(open.requester()).thenReturn(REQUESTER);
        when(open.neededBy()).thenReturn(LocalDate.of(2026, 3, 20));
        when(open.justification()).thenReturn("Four people begin in April.");
        when(open.lines())
                .thenAnswer(call -> List.of(
                        PurchaseOrderExamples.withoutSupplier("Desk, 160 × 80 cm", "4", "480"),
                        given.lines().get(0)));
        when(requisitions.requisition(any())).thenReturn(open);
        requisitionMails().on(new RequisitionEvent.SupplierMissing(REQUISITION));
        return first();
    }

    Message declined() {
        purchasing()
                .on(new SupplierAnswered(
                        order.number(), AcknowledgementExamples.declined(order, "Sold out until June.")));
        return first();
    }

    Message proposed() {
        purchasing()
                .on(new SupplierAnswered(
                        order.number(),
                        AcknowledgementExamples.proposed(order, "There is a strike at the port of Trieste.")));
        return first();
    }

    Message message() {
        purchasing()
                .on(new SupplierMessageReceived(
                        "message-1",
                        order.number(),
                        "May we deliver on a Saturday?\nOur driver would come at eight in the morning."));
        return first();
    }

    private Message byHand() {
        purchasing().on(new ChannelMissing(order.number()));
        return first();
    }

    private Message paymentExpired() {
        when(written.organization.activeMembersOf("accounts-payable")).thenReturn(Set.of(new UserId("finance")));
        end("payment", ApprovalOutcome.RETURNED, EXPIRED, UserId.SYSTEM);
        return first();
    }

    private Message invoiceEnded(String kind, ApprovalOutcome outcome, String comment) {
        when(written.organization.activeMembersOf("accounts-payable")).thenReturn(Set.of(new UserId("finance")));
        end(kind, outcome, comment);
        return first();
    }

    void invoiceEnded(String kind, ApprovalOutcome outcome) {
        end(kind, outcome, null);
    }

    private void end(String kind, ApprovalOutcome outcome, String comment) {
        end(kind, outcome, comment, new UserId("manager"));
    }

    private void end(String kind, ApprovalOutcome outcome, String comment, UserId by) {
        approvals()
                .on(new ApprovalEnded(
                        INVOICE,
                        kind,
                        1,
                        "Pay A00095678",
                        new UserId("buyer"),
                        Money.of("14250.00", "EUR"),
                        outcome,
                        by,
                        comment));
    }

    private Message refused(ChangeOrderStatus how) {
        return changed(ChangeOrderExamples.ended(order, how), new UserId("manager"))
                .get(0);
    }

    private List<Message> changed(ChangeOrder change, UserId by) {
        var changes = mock(ChangeOrderManagement.class);
        when(changes.change(any(), anyInt())).thenReturn(change);
        new ChangeMails(written.mails(), written.organization, orders, changes, suppliers)
                .on(new ChangeOrderEnded(order.number(), 1, change.status(), change.endNote(), by));
        return written.messages;
    }

    Message ended(boolean declined) {
        purchasing()
                .on(new PurchaseOrderEnded(
                        order.number(), declined, "The project was called off.", new UserId("buyer")));
        return first();
    }

    Message exception(String handler) {
        when(written.organization.activeMembersOf("receiver")).thenReturn(Set.of(new UserId("finance")));
        new ExceptionMails(written.mails(), written.organization, suppliers, invoices)
                .on(new InvoiceExceptionAsked(
                        new InvoiceId(INVOICE.value()),
                        "exception-1",
                        1,
                        "task-9",
                        ExceptionType.QUANTITY_NOT_RECEIVED,
                        handler,
                        "S-1001",
                        "A00095678",
                        Set.of(new PurchaseOrderNumber("PO-2026-000017")),
                        new BigDecimal("10.00"),
                        "GBP",
                        Explanation.asWritten(
                                "Line 1: 100 kg are invoiced, but only 90 of 100 kg were received. 10 kg are"
                                        + " missing."),
                        1,
                        null));
        return first();
    }

    SupplierLetters.Letter order() {
        return supplierMails.order(
                PurchaseOrderExamples.ofLines(4),
                SupplierExamples.abroad(language),
                LINK,
                Instant.parse("2026-04-01T09:00:00Z"),
                Instant.parse("2026-03-05T09:00:00Z"));
    }

    SupplierLetters.Letter reminder() {
        return supplierMails.reminder(
                PurchaseOrderExamples.dispatched(PurchaseOrderExamples.ofOneLine()),
                SupplierExamples.abroad(language),
                LINK,
                Instant.parse("2026-04-04T09:00:00Z"),
                Instant.parse("2026-03-08T09:00:00Z"),
                2);
    }

    private SupplierLetters.Letter proposalAnswered(boolean accepted) {
        return supplierMails.proposalAnswered(
                order, SupplierExamples.abroad(language), LINK, LATER, accepted, accepted ? null : "Too late for us.");
    }

    private Message sent(String kind, SupplierLetters.Letter letter) {
        return new Message(
                kind + "/1",
                order.number().document(),
                List.of("verkauf@moebel.example"),
                letter.subject(),
                letter.text(),
                letter.html(),
                List.of());
    }

    private Message first() {
        return written.messages.get(0);
    }

    ApprovalMails approvals() {
        return new ApprovalMails(
                written.mails(),
                written.organization,
                requisitions,
                invoices,
                AnswerLinkExamples.shipped(),
                rates,
                mock(ReminderDigest.class));
    }

    private RequisitionMails requisitionMails() {
        return new RequisitionMails(
                written.mails(), written.organization, requisitions, orders, suppliers, new TestClock());
    }

    private PurchasingMails purchasing() {
        return new PurchasingMails(written.mails(), written.organization, orders, suppliers);
    }

    private static List<UserId> users(String... names) {
        return Arrays.stream(names).map(UserId::new).toList();
    }
}
