package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What becomes of invoices and orders that were there before the product could tell some things apart. */
class OldInvoicesTests {

    private final DriverManagerDataSource database = new DriverManagerDataSource(
            "jdbc:h2:mem:old-invoices-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    @BeforeEach
    void before() {
        migrateTo("202611220832");
    }

    @Test
    @DisplayName("R20: differences from before learn which order they are about, where that can be known")
    void differencesLearnTheirOrder() {
        invoice("INV-1", "MATCHED", "PO-EXTRAS", "PO-1", "PO-2");
        exception("INV-1", "AMOUNT_OVER_ORDER", "ACCEPTED");
        invoice("INV-2", "CAPTURED", "PO-EXTRAS", "PO-2");
        exception("INV-2", "AMOUNT_OVER_ORDER", "ACCEPTED");
        invoice("INV-3", "IN_EXCEPTION", null, "PO-3");
        exception("INV-3", "CURRENCY_MISMATCH", "OPEN");
        exception("INV-3", "PRICE_VARIANCE", "OPEN");
        invoice("INV-4", "IN_EXCEPTION", null, "PO-4", "PO-5");
        exception("INV-4", "ORDER_NOT_OPEN", "OPEN");

        migrateTo("202611220900");

        assertThat(orderOf("INV-1", "AMOUNT_OVER_ORDER"))
                .as("of what was accepted, the order of the charges")
                .isEqualTo("PO-EXTRAS");
        assertThat(orderOf("INV-2", "AMOUNT_OVER_ORDER"))
                .as("of an invoice that is not matched, its only order")
                .isEqualTo("PO-2");
        assertThat(orderOf("INV-3", "CURRENCY_MISMATCH")).isEqualTo("PO-3");
        assertThat(orderOf("INV-3", "PRICE_VARIANCE"))
                .as("a line says itself which order it is about")
                .isNull();
        assertThat(orderOf("INV-4", "ORDER_NOT_OPEN"))
                .as("of several orders nobody can say which")
                .isNull();
    }

    @Test
    @DisplayName("R16: what only an invoice made count as received is told from what was booked as received")
    void receiptsByInvoiceAreToldApart() {
        order();
        line(1, "10");
        receipt("GR-1", "BOOKED", 1, "4");
        receipt("GR-2", "AFTER_CLOSING", 1, "3");
        line(2, "5");
        receipt("GR-3", "BOOKED", 2, "5");
        line(3, "5");
        line(4, "3");
        receipt("GR-4", "BOOKED", 4, "8");
        invoice("INV-1", "MATCHED", null, "PO-1");
        match(1, "TWO_WAY");
        match(2, "TWO_WAY");
        match(3, "THREE_WAY");
        match(4, "TWO_WAY");

        migrateTo("202611220920");

        assertThat(byInvoice(1)).as("what nobody booked").isEqualByComparingTo("6");
        assertThat(byInvoice(2)).isZero();
        assertThat(byInvoice(3)).as("needs receipts, whatever they were").isZero();
        assertThat(byInvoice(4)).as("never below zero").isZero();
    }

    private void invoice(String id, String status, String extrasOrder, String... orders) {
        jdbc.update(
                "insert into invoices (id, version, status, number, type, currency, payable, media_type, captured_by,"
                        + " captured_at, extras, extras_order, over_accepted, paid) values (?, 0, ?, ?, 'INVOICE', 'EUR', 1,"
                        + " 'application/json', 'ap', '2026-01-01 00:00:00', 0, ?, 0, 0)",
                id,
                status,
                "A-" + id,
                extrasOrder);
        for (var order : orders) {
            jdbc.update("insert into invoice_orders (invoice, purchase_order) values (?, ?)", id, order);
        }
    }

    private void exception(String invoice, String type, String state) {
        jdbc.update(
                "insert into invoice_exceptions (id, version, invoice, seq, type, amount, explanation, state, sent_back)"
                        + " values (?, 0, ?, 1, ?, 1, 'Differs', ?, false)",
                invoice + "/" + type,
                invoice,
                type,
                state);
    }

    private String orderOf(String invoice, String type) {
        return jdbc.queryForObject(
                "select purchase_order from invoice_exceptions where id = ?", String.class, invoice + "/" + type);
    }

    private void order() {
        jdbc.update(
                "insert into requisitions (number, version, requester, status, title, cost_center, currency, urgency,"
                        + " created_at) values ('REQ-1', 0, 'anna', 'ORDERED', 'Wax', 'CC', 'EUR', 'normal', '2026-01-01 00:00:00')");
        jdbc.update(
                "insert into purchase_orders (number, version, requisition, requester, supplier, title, currency, total,"
                        + " status, invoicing_status, payment_status, change_pending, created_at) values ('PO-1', 0, 'REQ-1', 'anna',"
                        + " 'S-1', 'Wax', 'EUR', 1, 'DISPATCHED', 'NOT_INVOICED', 'UNPAID', false, '2026-01-01 00:00:00')");
    }

    private void line(int line, String received) {
        jdbc.update(
                "insert into purchase_order_lines (id, purchase_order, version, line_number, description, unit, ordered,"
                        + " unit_price, tax_rate, received, rejected, returned, invoiced) values (?, 'PO-1', 0, ?, 'Wax', 'EA',"
                        + " 10, 1, 0, ?, 0, 0, 0)",
                "PO-1/" + line,
                line,
                new BigDecimal(received));
    }

    private void receipt(String number, String state, int line, String quantity) {
        jdbc.update(
                "insert into goods_receipts (number, version, purchase_order, received_at, booked_at, booked_by, state)"
                        + " values (?, 0, 'PO-1', '2026-01-02 00:00:00', '2026-01-02 00:00:00', 'dock', ?)",
                number,
                state);
        jdbc.update(
                "insert into goods_receipt_lines (receipt, line_index, order_line, quantity, rejected) values (?, 0, ?, ?, 0)",
                number,
                line,
                new BigDecimal(quantity));
    }

    private void match(int line, String mode) {
        jdbc.update(
                "insert into invoice_match_lines (invoice, line_index, line_position, purchase_order, order_line, outcome,"
                        + " match_mode, invoiced, net_amount) values ('INV-1', ?, ?, 'PO-1', ?, 'MATCHED', ?, 1, 1)",
                line,
                line,
                line,
                mode);
    }

    private BigDecimal byInvoice(int line) {
        return jdbc.queryForObject(
                "select received_by_invoice from purchase_order_lines where line_number = ?", BigDecimal.class, line);
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
