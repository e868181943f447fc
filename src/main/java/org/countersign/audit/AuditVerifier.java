package org.countersign.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;

/** Finds out whether the trail still is what was recorded (R25). For auditors, administrators and operations. */
@Service
public class AuditVerifier {

    private static final int PAGE = 1000;
    private static final int MAX_FINDINGS = 100;

    private final NamedParameterJdbcTemplate jdbc;
    private final AuditMac macs;
    private final AuditAnchor anchor;
    private final AuditSealer sealer;
    private final Clock clock;

    AuditVerifier(NamedParameterJdbcTemplate jdbc, AuditMac macs, AuditAnchor anchor, AuditSealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.macs = macs;
        this.anchor = anchor;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * A document's entries, and whether they verify: against each other, the document's head, and the global chain.
     *
     * @throws NotFound where nothing was ever recorded about it (404)
     * @throws org.countersign.shared.NotAllowed for anybody else (403)
     */
    public AuditReport verify(DocumentNumber document, Actor actor) {
        mayVerify(actor);
        var findings = new Findings();
        var entries = verifyDocument(document.value(), findings);
        if (entries.isEmpty() && findings.isEmpty()) {
            throw new NotFound("audit trail of", document);
        }
        return new AuditReport(
                entries.stream().map(AuditRecord::entry).toList(), findings.isEmpty(), findings.toList());
    }

    /**
     * Verifies all documents, the global chain over them, and its anchor outside the database.
     *
     * @throws org.countersign.shared.NotAllowed for anybody else (403)
     */
    public AuditVerification verifyAll(Actor actor) {
        mayVerify(actor);
        var findings = new Findings();
        var anchored = anchor.notes();
        var sealed = verifyGlobalChain(anchored, findings);
        var documents = 0L;
        var entries = 0L;
        var last = "";
        var page = documentsAfter(last);
        while (!page.isEmpty()) {
            for (var document : page) {
                documents++;
                entries += verifyDocument(document, findings).size();
                last = document;
            }
            page = documentsAfter(last);
        }
        return new AuditVerification(
                findings.isEmpty(),
                findings.toList(),
                documents,
                entries,
                sealed,
                count("select count(*) from audit_unsealed"),
                anchor.isKept()
                        ? anchored.stream()
                                .mapToLong(AuditAnchor.Note::place)
                                .max()
                                .orElse(0)
                        : null,
                clock.instant());
    }

    private static void mayVerify(Actor actor) {
        actor.mustBeIn(Group.AUDITOR, Group.ADMINISTRATOR, Group.OPERATIONS);
    }

    private List<AuditRecord> verifyDocument(String document, Findings findings) {
        // The head first: what is appended while this reads lies behind it.
        var head = documentHead(document).orElseGet(() -> ChainHead.none(document));
        var seals = sealsOf(document);
        var entries = entriesOf(document);
        var known =
                entries.stream().filter(entry -> entry.seq() <= head.count()).toList();
        if (!head.isGenuine(macs)) {
            findings.add(document + ": the head of its chain was forged.");
        }
        var previous = "";
        var expected = 1L;
        for (var entry : known) {
            if (entry.seq() != expected) {
                findings.add(document + ": " + range("entry", expected, entry.seq() - 1) + " missing.");
            }
            if (!AuditMac.same(entry.mac(), entry.macAfter(previous, macs))) {
                findings.add(document + ": entry " + entry.seq() + " was changed, or what comes before it was.");
            }
            previous = entry.mac();
            expected = entry.seq() + 1;
        }
        if (expected <= head.count()) {
            findings.add(document + ": " + range("entry", expected, head.count()) + " missing at the end.");
        } else if (!AuditMac.same(previous, head.lastMac())) {
            findings.add(document + ": the head of its chain does not belong to its last entry.");
        }
        if (entries.size() > known.size() && !hasMoved(document, head)) {
            findings.add(document + ": "
                    + range(
                            "entry",
                            head.count() + 1,
                            entries.get(entries.size() - 1).seq()) + " beyond the head of its chain.");
        }
        compareWithSeals(document, known, seals, findings);
        return entries;
    }

    private void compareWithSeals(
            String document, List<AuditRecord> entries, List<LinkedSeal> seals, Findings findings) {
        var bySeq = new HashMap<Long, String>();
        entries.forEach(entry -> bySeq.put(entry.seq(), entry.mac()));
        var sealed = new HashMap<Long, String>();
        for (var link : seals) {
            var seal = link.seal();
            if (link.previousMac() == null || !AuditMac.same(seal.mac(), seal.macAfter(link.previousMac(), macs))) {
                findings.add(document + ": place " + seal.place() + " of the global chain was changed.");
            }
            var present = bySeq.get(seal.seq());
            if (present == null) {
                if (seal.presentMac() == null) {
                    findings.add(document + ": entry " + seal.seq() + " is in the global chain, and gone here.");
                }
            } else if (!AuditMac.same(present, seal.entryMac())) {
                findings.add(document + ": entry " + seal.seq() + " is another one than in the global chain.");
            }
            sealed.put(seal.seq(), seal.entryMac());
        }
        for (var entry : entries) {
            if (!sealed.containsKey(entry.seq()) && !isWaitingOrSealed(document, entry.seq())) {
                findings.add(document + ": entry " + entry.seq() + " is missing in the global chain.");
            }
        }
    }

    private long verifyGlobalChain(List<AuditAnchor.Note> anchored, Findings findings) {
        var head = globalHead();
        var notes = new HashMap<Long, String>();
        for (var note : anchored) {
            if (!note.genuine()) {
                findings.add("The anchor outside the database has a line that was changed.");
            } else {
                notes.put(note.place(), note.lastMac());
            }
        }
        if (!head.isGenuine(macs)) {
            findings.add("The head of the global chain was forged.");
        }
        var previous = "";
        var place = 0L;
        var page = sealsAfter(place);
        while (!page.isEmpty()) {
            for (var seal : page) {
                if (seal.place() > head.count()) {
                    break;
                }
                if (seal.place() != place + 1) {
                    findings.add("Global chain: " + range("place", place + 1, seal.place() - 1) + " missing.");
                }
                if (!AuditMac.same(seal.mac(), seal.macAfter(previous, macs))) {
                    findings.add("Global chain: place " + seal.place() + " (" + seal.document() + ", entry "
                            + seal.seq() + ") was changed, or what comes before it was.");
                }
                if (seal.presentMac() == null) {
                    findings.add(seal.document() + ": entry " + seal.seq() + " is gone.");
                }
                var note = notes.remove(seal.place());
                if (note != null && !AuditMac.same(note, seal.mac())) {
                    findings.add(
                            "Global chain: place " + seal.place() + " is not what was anchored outside the database.");
                }
                previous = seal.mac();
                place = seal.place();
            }
            var last = page.get(page.size() - 1).place();
            if (last > head.count()) {
                if (globalHead().count() < last) {
                    findings.add("Global chain: " + range("place", head.count() + 1, last) + " beyond its head.");
                }
                break;
            }
            page = sealsAfter(last);
        }
        if (place < head.count()) {
            findings.add("Global chain: " + range("place", place + 1, head.count()) + " missing at the end.");
        } else if (!AuditMac.same(previous, head.lastMac())) {
            findings.add("Global chain: its head does not belong to its last place.");
        }
        var reached = globalHead().count();
        notes.keySet().stream()
                .filter(noted -> noted > reached)
                .max(Long::compare)
                .ifPresent(noted -> findings.add(
                        "Global chain: it was anchored outside the database up to place " + noted + ", and ends at "
                                + reached + " now. Its tail was cut, or the database was set back."));
        if (anchor.isKept() && anchored.isEmpty() && head.count() > 0 && isAnchorMissing()) {
            findings.add("The anchor outside the database is missing.");
        }
        return place;
    }

    /** Looks once more: the first note may just have been written. */
    private boolean isAnchorMissing() {
        sealer.awaitNote();
        return anchor.notes().isEmpty();
    }

    private Optional<ChainHead> documentHead(String document) {
        return jdbc
                .query(
                        "select entries, last_mac, mac from audit_documents where document = :document",
                        Map.of("document", document),
                        (row, number) -> new ChainHead(
                                document, row.getLong("entries"), row.getString("last_mac"), row.getString("mac")))
                .stream()
                .findFirst();
    }

    private boolean hasMoved(String document, ChainHead seen) {
        return documentHead(document).map(ChainHead::count).orElse(0L) > seen.count();
    }

    private ChainHead globalHead() {
        return jdbc
                .query(
                        "select place, last_mac, mac from audit_head where id = 1",
                        (row, number) -> new ChainHead(
                                AuditSealer.GLOBAL,
                                row.getLong("place"),
                                row.getString("last_mac"),
                                row.getString("mac")))
                .stream()
                .findFirst()
                .orElseGet(() -> new ChainHead(AuditSealer.GLOBAL, 0, "", ChainHead.BROKEN));
    }

    private List<AuditRecord> entriesOf(String document) {
        return jdbc.query(
                "select " + AuditRecord.COLUMNS + " from audit_entries where document = :document order by seq",
                Map.of("document", document),
                AuditRecord::read);
    }

    private List<LinkedSeal> sealsOf(String document) {
        return jdbc.query(
                "select s.place, s.document, s.seq, s.entry_mac, s.sealed_at, s.mac, e.mac as present_mac,"
                        + " p.mac as previous_mac from audit_seals s"
                        + " left join audit_entries e on e.document = s.document and e.seq = s.seq"
                        + " left join audit_seals p on p.place = s.place - 1"
                        + " where s.document = :document order by s.place",
                Map.of("document", document),
                (row, number) -> {
                    var seal = Seal.read(row, number);
                    return new LinkedSeal(seal, seal.place() == 1 ? "" : row.getString("previous_mac"));
                });
    }

    private List<Seal> sealsAfter(long place) {
        return jdbc.query(
                Seal.SELECT + " where s.place > :place order by s.place limit " + PAGE,
                Map.of("place", place),
                Seal::read);
    }

    /** Documents by head or by entry, so that neither can be removed alone. */
    private List<String> documentsAfter(String document) {
        return jdbc.queryForList(
                "select document from audit_documents where document > :last"
                        + " union select document from audit_entries where document > :last"
                        + " order by document limit " + PAGE,
                Map.of("last", document),
                String.class);
    }

    private boolean isWaitingOrSealed(String document, long seq) {
        var entry = Map.of("document", document, "seq", seq);
        return has("select count(*) from audit_unsealed where document = :document and seq = :seq", entry)
                || has("select count(*) from audit_seals where document = :document and seq = :seq", entry);
    }

    private boolean has(String query, Map<String, ?> values) {
        var found = jdbc.queryForObject(query, values, Long.class);
        return found != null && found > 0;
    }

    private long count(String query) {
        var found = jdbc.queryForObject(query, Map.of(), Long.class);
        return found == null ? 0 : found;
    }

    private static String range(String what, long from, long to) {
        var plural = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
        return from == to ? what + " " + from + " is" : plural + " " + from + " to " + to + " are";
    }

    /** A seal with the MAC of the one before it; null where that one is gone. */
    private record LinkedSeal(Seal seal, @Nullable String previousMac) {}

    /** The first findings; the rest is only counted. */
    private static final class Findings {

        private final List<String> sentences = new ArrayList<>();
        private long more;

        void add(String sentence) {
            if (sentences.contains(sentence)) {
                return;
            }
            if (sentences.size() < MAX_FINDINGS) {
                sentences.add(sentence);
            } else {
                more++;
            }
        }

        boolean isEmpty() {
            return sentences.isEmpty();
        }

        List<String> toList() {
            var all = new ArrayList<>(sentences);
            if (more > 0) {
                all.add("And " + more + " more findings.");
            }
            return List.copyOf(all);
        }
    }
}
