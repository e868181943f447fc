package org.countersign.invoicing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.countersign.shared.Backlog;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes invoices found by the digits of their number that were captured before there was a search: once each, and a few at a
 * time beside the work of the day. What was captured is not touched. */
@Component
class InvoiceIndex {

    private static final int BATCH = 200;

    private final NamedParameterJdbcTemplate jdbc;
    private final Backlog backlog;

    InvoiceIndex(NamedParameterJdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.backlog = new Backlog("Old invoices are not all found by a search yet", transactions, this::indexLocked);
    }

    @Scheduled(initialDelay = 5, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void goOn() {
        backlog.goOn();
    }

    /** @return how many were done; zero when none is left */
    int indexSome() {
        return backlog.doSome();
    }

    private int indexLocked() {
        var ids = jdbc.queryForList(
                "select invoice from invoices_to_index order by invoice limit :most for update",
                Map.of("most", BATCH),
                String.class);
        if (ids.isEmpty()) {
            return 0;
        }
        var numbers = pairs("select id, number from invoices where id in (:ids)", ids);
        var orders = pairs("select invoice, purchase_order from invoice_orders where invoice in (:ids)", ids);
        var known = pairs("select invoice, word from invoice_words where invoice in (:ids)", ids);
        var missing = new ArrayList<SqlParameterSource>();
        numbers.forEach((id, number) -> {
            var words = SearchWords.of(id, number.iterator().next(), orders.getOrDefault(id, Set.of()));
            words.removeAll(known.getOrDefault(id, Set.of()));
            words.forEach(word -> missing.add(new MapSqlParameterSource("id", id).addValue("word", word)));
        });
        jdbc.batchUpdate(
                "insert into invoice_words (invoice, word) values (:id, :word)",
                missing.toArray(SqlParameterSource[]::new));
        jdbc.update("delete from invoices_to_index where invoice in (:ids)", Map.of("ids", ids));
        return ids.size();
    }

    /** What belongs to each invoice. */
    private Map<String, Set<String>> pairs(String query, List<String> ids) {
        var pairs = new HashMap<String, Set<String>>();
        jdbc.query(query, Map.of("ids", ids), row -> {
            pairs.computeIfAbsent(row.getString(1), id -> new HashSet<>()).add(row.getString(2));
        });
        return pairs;
    }
}
