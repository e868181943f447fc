package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CountersignTest
class InvoiceIndexTests {

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    InvoiceIndex index;

    @Test
    @DisplayName("An invoice from before the search is found by the digits of its number, and is itself not touched")
    void anOldInvoiceIsFound() {
        people.add("ii-clerk", Group.ACCOUNTS_PAYABLE);
        people.add("ii-buyer", Group.PURCHASING_AGENT);
        door.as("ii-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of("number", "S-II", "name", "Wax", "email", "ii@example.net", "status", "APPROVED"))
                .expect(201);
        var id = door.as("ii-clerk")
                .post(
                        "/api/v1/invoices",
                        Map.of(
                                "supplier",
                                "S-II",
                                "number",
                                "RE-2026/0471",
                                "currency",
                                "EUR",
                                "issueDate",
                                "2026-03-01",
                                "purchaseOrder",
                                "PO-1999-000001",
                                "lines",
                                List.of(Map.of("quantity", "1", "unitPrice", "1.00", "taxRate", "0")),
                                "netTotal",
                                "1.00",
                                "taxTotal",
                                "0.00",
                                "grossTotal",
                                "1.00",
                                "payable",
                                "1.00"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        var written = words(id);
        assertThat(written).contains("2026", "0471", "re20260471", "po1999000001");
        var version = version(id);

        jdbc.update("delete from invoice_words where invoice = ? and word in ('2026', '0471')", id);
        jdbc.update("insert into invoices_to_index (invoice) values (?)", id);
        index.indexSome();

        assertThat(words(id)).isEqualTo(written);
        assertThat(version(id)).isEqualTo(version);
        assertThat(index.indexSome()).isZero();
    }

    private List<String> words(String id) {
        return jdbc.queryForList("select word from invoice_words where invoice = ? order by word", String.class, id);
    }

    private Long version(String id) {
        return jdbc.queryForObject("select version from invoices where id = ?", Long.class, id);
    }
}
