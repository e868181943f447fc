package org.countersign.workflow.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.camunda.bpm.engine.TaskService;
import org.countersign.currency.ExchangeRates;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.dispatch.SupplierAnswer;
import org.countersign.dispatch.SupplierResponse;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceCapture;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.payment.PaymentManagement;
import org.countersign.people.Directory;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.RequisitionDraft;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.ReceiptDraft;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Restores;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/**
 * A handful of purchases in different states for the demonstration, each brought there by the same calls that people make.
 * They appear in the background once the server answers; one that is there already is left alone.
 */
@Component
@ConditionalOnProperty("countersign.demo-purchases")
@Order(20)
class DemoPurchases extends DemoData {

    private static final Logger log = LoggerFactory.getLogger(DemoPurchases.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 250;
    private static final List<String> APPROVERS = List.of("manager", "department-head", "finance", "cfo");
    private static final Map<String, Object> APPROVE = Map.of("decision", "approve");

    private final RequisitionManagement requisitions;
    private final PurchaseOrderManagement orders;
    private final Acknowledgements acknowledgements;
    private final GoodsReceiving receiving;
    private final InvoiceCapture capture;
    private final InvoiceManagement invoices;
    private final PaymentManagement payments;
    private final ExchangeRates rates;
    private final Directory directory;
    private final EngineGateway engine;
    private final TaskService tasks;
    private final Company company;
    private final Clock clock;

    DemoPurchases(
            Restores restores,
            RequisitionManagement requisitions,
            PurchaseOrderManagement orders,
            Acknowledgements acknowledgements,
            GoodsReceiving receiving,
            InvoiceCapture capture,
            InvoiceManagement invoices,
            PaymentManagement payments,
            ExchangeRates rates,
            Directory directory,
            EngineGateway engine,
            TaskService tasks,
            Company company,
            Clock clock) {
        super(restores, directory);
        this.requisitions = requisitions;
        this.orders = orders;
        this.acknowledgements = acknowledgements;
        this.receiving = receiving;
        this.capture = capture;
        this.invoices = invoices;
        this.payments = payments;
        this.rates = rates;
        this.directory = directory;
        this.engine = engine;
        this.tasks = tasks;
        this.company = company;
        this.clock = clock;
    }

    @Override
    void fill() {
        var thread = new Thread(this::makeAll, "demo-purchases");
        thread.setDaemon(true);
        thread.start();
    }

    private void makeAll() {
        purchase("Whiteboards for the meeting rooms", this::draft);
        purchase("Laptops for the new team", this::waitingForTheManager);
        purchase("Workstations for the drawing office", this::waitingForTheOwners);
        purchase("Copy paper for the third floor", this::approvedByRule);
        purchase("Office chairs for reception", this::partlyReceived);
        purchase("Safety harnesses for the roof", this::disputed);
        purchase("Monitors for accounting", this::closed);
        log.info("The demonstration's purchases are in place");
    }

    private void purchase(String title, Consumer<String> steps) {
        var existing = requisitions.search(null, "requester", null, Actor.SYSTEM, PageRequest.of(0, 100)).stream()
                .anyMatch(requisition -> requisition.title().equals(title));
        if (existing) {
            return;
        }
        try {
            steps.accept(title);
        } catch (RuntimeException e) {
            log.warn("The demonstration goes on without \"{}\"", title, e);
        }
    }

    private void draft(String title) {
        requisitions.create(requisition(title, item("I-1003", "3", "CC-400")), actor("requester"));
    }

    private void waitingForTheManager(String title) {
        submitted(title, item("I-2001", "6", null), item("I-2002", "6", null));
    }

    private void waitingForTheOwners(String title) {
        approve(submitted(title, item("I-2001", "2", null), item("I-2003", "2", null)), "manager");
    }

    private void approvedByRule(String title) {
        agreed(submitted(title, item("I-1002", "15", null)));
    }

    private void partlyReceived(String title) {
        var order = agreed(submitted(title, item("I-1001", "4", null)));
        acknowledgements.record(
                order.number(),
                new SupplierAnswer(
                        SupplierResponse.ACCEPTED,
                        "AB-20931",
                        "Two now, two with the next lorry",
                        List.of(new SupplierAnswer.Line(1, null, null, today().plusDays(9)))),
                actor("buyer"));
        receive(order, "LS-77120", "2");
    }

    private void disputed(String title) {
        var order = agreed(submitted(title, line("Safety harness, size M", "10", "89.50", "S-1001")));
        receive(order, "LS-77164", "8");
        invoice(order, "2026-4410", "10");
    }

    private void closed(String title) {
        var order = agreed(submitted(title, line("Monitor arm, double", "4", "119.00", "S-1002")));
        receive(order, "LS-77002", "4");
        var invoice = invoice(order, "BF-2026-118", "4");
        until(() -> {
            agree(invoice.id().value());
            return invoices.invoice(invoice.id()).status() == InvoiceStatus.SCHEDULED ? invoice : null;
        });
        payments.book(invoice.id(), null, "Transfer 2026-0042", null, null, actor("finance"));
        until(() -> orders.order(order.number()).status() == OrderStatus.CLOSED ? order : null);
    }

    private String submitted(String title, RequisitionDraft.Line... lines) {
        var requester = actor("requester");
        var number = requisitions.create(requisition(title, lines), requester).number();
        requisitions.submit(number, requester);
        return number.value();
    }

    private RequisitionDraft requisition(String title, RequisitionDraft.Line... lines) {
        return new RequisitionDraft(
                title,
                "CC-100",
                null,
                null,
                null,
                "Hall 2, gate 4",
                rates.baseCurrency().getCurrencyCode(),
                null,
                today().plusDays(14),
                null,
                List.of(lines));
    }

    private static RequisitionDraft.Line item(String item, String quantity, @Nullable String costCenter) {
        return new RequisitionDraft.Line(
                item, null, null, new BigDecimal(quantity), null, null, new BigDecimal("19"), null, costCenter, null);
    }

    private static RequisitionDraft.Line line(String description, String quantity, String price, String supplier) {
        return new RequisitionDraft.Line(
                null,
                description,
                "office",
                new BigDecimal(quantity),
                "EA",
                new BigDecimal(price),
                new BigDecimal("19"),
                supplier,
                null,
                null);
    }

    /** The order that went out. Whoever is asked agrees, also who is asked because of what was bought before (R10). */
    private PurchaseOrder agreed(String requisition) {
        return until(() -> {
            agree(requisition);
            return orders.ordersOf(new RequisitionNumber(requisition)).stream()
                    .map(orders::order)
                    .filter(order -> order.dispatchedAt() != null)
                    .findFirst()
                    .orElse(null);
        });
    }

    private void agree(String document) {
        APPROVERS.forEach(person -> engine.asProduct(() -> tasks.createTaskQuery()
                        .processInstanceBusinessKey(document)
                        .taskDefinitionKey("userTask_approve")
                        .or()
                        .taskAssignee(person)
                        .taskCandidateUser(person)
                        .endOr()
                        .list())
                .forEach(task -> engine.complete(task.getId(), APPROVE, new UserId(person))));
    }

    private void receive(PurchaseOrder order, String deliveryNote, String quantity) {
        receiving.receive(
                order.number(),
                new ReceiptDraft(
                        deliveryNote, null, List.of(new ReceiptDraft.Line(1, new BigDecimal(quantity), null, null))),
                actor("receiver"));
    }

    private Invoice invoice(PurchaseOrder order, String number, String quantity) {
        var line = order.line(1);
        var net = line.unitPrice().multiply(new BigDecimal(quantity)).setScale(2);
        var tax = net.multiply(new BigDecimal("0.19")).setScale(2, RoundingMode.HALF_UP);
        var gross = net.add(tax);
        var draft = InvoiceDraft.builder()
                .supplier(order.supplier())
                .number(number)
                .type(InvoiceType.INVOICE)
                .issueDate(today())
                .dueDate(today().plusDays(30))
                .currency(order.currency().getCurrencyCode())
                .purchaseOrder(order.number().value())
                .lines(List.of(InvoiceDraft.Line.builder()
                        .line("1")
                        .orderLine("1")
                        .description(line.description())
                        .quantity(new BigDecimal(quantity))
                        .unit(line.unit())
                        .unitPrice(line.unitPrice())
                        .netAmount(net)
                        .taxRate(new BigDecimal("19"))
                        .build()))
                .netTotal(net)
                .taxTotal(tax)
                .grossTotal(gross)
                .payable(gross)
                .build();
        var original = "{\"supplier\":\"%s\",\"number\":\"%s\",\"purchaseOrder\":\"%s\",\"payable\":\"%s\"}"
                .formatted(order.supplier(), number, order.number(), gross.toPlainString());
        return capture.capture(draft, original.getBytes(StandardCharsets.UTF_8), "application/json", actor("ap"));
    }

    private void approve(String document, String user) {
        var task =
                until(() -> engine.asProduct(() -> tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(document)
                        .taskDefinitionKey("userTask_approve")
                        .list()
                        .stream()
                        .findFirst()
                        .orElse(null)));
        engine.complete(task.getId(), APPROVE, new UserId(user));
    }

    private Actor actor(String user) {
        var id = new UserId(user);
        return new Actor(id, directory.groupsOf(id));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.timeZone());
    }

    private <T> T until(Supplier<@Nullable T> state) {
        var deadline = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(deadline)) {
            var found = state.get();
            if (found != null) {
                return found;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The server is stopping", e);
            }
        }
        throw new IllegalStateException("The process did not get there within " + PATIENCE.toSeconds() + " s");
    }
}
