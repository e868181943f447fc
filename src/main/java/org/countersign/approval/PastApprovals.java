package org.countersign.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.approval.ApprovalSubject.Accumulation;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.EarlierRequests.Earlier;
import org.countersign.approval.PastApproval.Range;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Formats;
import org.countersign.shared.Money;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what was submitted, a page at a time, with the facts that were kept with its steps. Rounds that another one took the
 * place of are left out, so that each submission of a document counts once; and those that no table was asked about.
 */
@Component
class PastApprovals {

    private static final String SUBMITTED = """
            from approval_cycles cycles where cycles.superseded = false
            and (cycles.policy_version > 0 or cycles.failure is not null)
            and (cycles.outcome <> 'RETURNED' or not exists (select 1 from approval_cycles later
            where later.document = cycles.document and later.cycle_number = cycles.cycle_number + 1))
            """;
    private static final TypeReference<List<Map<String, Object>>> ROWS = new TypeReference<>() {};
    private static final String BETWEEN = "|";

    private final JdbcClient database;
    private final ObjectProvider<ApprovalSubjects> subjects;
    private final ObjectMapper json;

    PastApprovals(JdbcClient database, ObjectProvider<ApprovalSubjects> subjects, ObjectMapper json) {
        this.database = database;
        this.subjects = subjects;
        this.json = json;
    }

    /** How many there are, those included that turn out to be no case for the policy. */
    long count(Range range) {
        return database.sql("select count(*) " + SUBMITTED + where(range))
                .param("from", stored(range.from()))
                .param("until", stored(range.until()))
                .query(Long.class)
                .single();
    }

    /**
     * The next ones, the oldest first.
     *
     * @param after position of the last one before; null for the first ones
     */
    Page next(Range range, @Nullable String after, int most) {
        var at = after == null
                ? stored(range.from())
                : stored(Instant.parse(after.substring(0, after.indexOf(BETWEEN))));
        var behind = after == null ? "" : after.substring(after.indexOf(BETWEEN) + 1);
        var rows = database.sql("select cycles.id, cycles.document, cycles.kind, cycles.title, cycles.requester,"
                        + " cycles.total, cycles.currency, cycles.urgency, cycles.facts, cycles.policy_version,"
                        + " cycles.document_lines, cycles.submitted_at "
                        + SUBMITTED + where(range)
                        + " and (cycles.submitted_at > :at or cycles.id > :behind) and cycles.submitted_at >= :at"
                        + " order by cycles.submitted_at, cycles.id limit :most")
                .param("from", stored(range.from()))
                .param("until", stored(range.until()))
                .param("at", at)
                .param("behind", behind)
                .param("most", most)
                .query((row, number) -> Row.of(row))
                .list();
        var excluded = excluded(rows.stream().map(Row::id).toList());
        var found = new ArrayList<PastApproval>();
        rows.forEach(row -> read(row, excluded.getOrDefault(row.id(), Map.of())).ifPresent(found::add));
        return new Page(
                found, rows.size(), rows.isEmpty() ? after : position(rows.get(rows.size() - 1)), rows.size() < most);
    }

    /**
     * A page.
     *
     * @param read how many were read, those included that are no case for the policy
     * @param last position of the last one read
     * @param end whether there are no more
     */
    record Page(
            List<PastApproval> found, int read, @Nullable String last, boolean end) {}

    private static String where(Range range) {
        // The time is named in both, so that both have the same parameters.
        return range.open()
                ? " and cycles.outcome = 'PENDING' and cycles.submitted_at >= :from and cycles.submitted_at < :until"
                : " and cycles.submitted_at >= :from and cycles.submitted_at < :until";
    }

    private Map<String, Map<UserId, String>> excluded(List<String> ids) {
        var excluded = new HashMap<String, Map<UserId, String>>();
        if (!ids.isEmpty()) {
            database.sql("select cycle_id, user_id, reason from approval_exclusions where cycle_id in (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        excluded.computeIfAbsent(row.getString("cycle_id"), id -> new HashMap<>())
                                .put(new UserId(row.getString("user_id")), row.getString("reason"));
                    });
        }
        return excluded;
    }

    private Optional<PastApproval> read(Row row, Map<UserId, String> excluded) {
        // Where no version was asked, a rule of the document's own module may have been: only the document can tell.
        var kept = row.policyVersion() == 0 ? Optional.<ApprovalSubject>empty() : kept(row, excluded);
        return kept.map(subject -> row.past(subject, false))
                .or(() -> rebuilt(row).map(one -> row.past(one, true)));
    }

    private Optional<ApprovalSubject> rebuilt(Row row) {
        return subjects.orderedStream()
                .flatMap(port -> port.subjectOf(new DocumentNumber(row.document()), row.kind()).stream())
                .findFirst()
                .filter(subject -> subjects.orderedStream()
                        .flatMap(port -> port.answered(subject).stream())
                        .findFirst()
                        .isEmpty());
    }

    /** The facts as they were kept; empty where they lack what the policy cannot be asked without. */
    private Optional<ApprovalSubject> kept(Row row, Map<UserId, String> excluded) {
        var parts = parts(row.facts());
        var amount = parts.isEmpty() ? null : number(parts.get(0), "amount");
        if (amount == null) {
            return Optional.empty();
        }
        var lines = new LinkedHashMap<Portion, Set<Integer>>();
        var earlier = new HashMap<String, Earlier>();
        for (var part : parts) {
            var accumulated = number(part, "accumulatedAmount");
            var before = accumulated == null ? BigDecimal.ZERO : accumulated.subtract(amount);
            // Rounds of before suppliers were kept may have counted earlier requests all the same.
            var supplier = Objects.requireNonNullElse(text(part, "supplier"), "?" + lines.size());
            var portion = new Portion(
                    text(part, "category"),
                    text(part, "supplierStatus"),
                    text(part, "costCenter"),
                    text(part, "department"),
                    before.signum() == 0 ? text(part, "supplier") : supplier,
                    PartnerCycle.read(text(part, "partnerCycle")),
                    Boolean.TRUE.equals(part.get("contract")));
            lines.computeIfAbsent(portion, key -> new TreeSet<>()).add(lines.size() + 1);
            if (before.signum() != 0) {
                earlier.put(
                        supplier,
                        new Earlier(
                                part.get("accumulatedRequests") instanceof Integer requests ? requests : 1,
                                before,
                                List.of()));
            }
        }
        var subject = new ApprovalSubject(
                        new DocumentNumber(row.document()),
                        row.kind(),
                        row.title(),
                        new UserId(row.requester()),
                        excluded,
                        row.total(),
                        amount,
                        row.urgency(),
                        lines.keySet())
                .submitted(row.submittedAt(), row.submittedAt());
        var days = parts.stream()
                .map(part -> part.get("accumulatedDays"))
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .findFirst()
                .orElse(0);
        return Optional.of((row.lines() == 0 ? subject : subject.byLines(lines))
                .with(earlier.isEmpty() ? Accumulation.NOTHING : new Accumulation(true, days, earlier)));
    }

    private List<Map<String, Object>> parts(String facts) {
        try {
            return json.readValue(facts, ROWS);
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static @Nullable String text(Map<String, Object> part, String name) {
        return Formats.trimmed(part.get(name) instanceof String text ? text : null);
    }

    private static @Nullable BigDecimal number(Map<String, Object> part, String name) {
        var text = text(part, name);
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String position(Row row) {
        return row.submittedAt() + BETWEEN + row.id();
    }

    private static LocalDateTime stored(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private record Row(
            String id,
            String document,
            String kind,
            String title,
            String requester,
            Money total,
            String urgency,
            String facts,
            int policyVersion,
            int lines,
            Instant submittedAt) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("id"),
                    row.getString("document"),
                    row.getString("kind"),
                    row.getString("title"),
                    row.getString("requester"),
                    Money.of(row.getBigDecimal("total").toPlainString(), row.getString("currency")),
                    row.getString("urgency"),
                    row.getString("facts"),
                    row.getInt("policy_version"),
                    row.getInt("document_lines"),
                    row.getObject("submitted_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
        }

        PastApproval past(ApprovalSubject subject, boolean rebuilt) {
            return new PastApproval(
                    position(this),
                    new DocumentNumber(document),
                    kind,
                    title,
                    total.rounded(),
                    submittedAt,
                    rebuilt,
                    subject);
        }
    }
}
