package org.countersign.audit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.audit.AuditEntry;
import org.countersign.audit.AuditVerification;
import org.countersign.audit.AuditVerifier;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail for auditors, administrators and operations. */
@RestController
@Tag(name = "Audit trail")
@RequestMapping("/api/v1")
class AuditController {

    private final AuditVerifier verifier;

    AuditController(AuditVerifier verifier) {
        this.verifier = verifier;
    }

    @Operation(summary = "Shows who did what to a document, and whether the record verifies")
    @GetMapping("/audit/{document}")
    DocumentView document(@PathVariable DocumentNumber document, Actor actor) {
        var report = verifier.verify(document, actor);
        return new DocumentView(
                document, report.entries().stream().map(EntryView::of).toList(), report.verified(), report.findings());
    }

    @Operation(summary = "Verifies the whole audit trail")
    @GetMapping("/audit-verification")
    AuditVerification all(Actor actor) {
        return verifier.verifyAll(actor);
    }

    /** The chain of a document, and whether it verifies. */
    record DocumentView(DocumentNumber document, List<EntryView> entries, boolean verified, List<String> findings) {}

    /** One entry. */
    record EntryView(
            long sequence,
            Instant at,
            UserId by,
            @Nullable UserId onBehalfOf,
            String event,
            @Nullable String rule,
            Map<String, Object> before,
            Map<String, Object> after) {

        static EntryView of(AuditEntry entry) {
            return new EntryView(
                    entry.sequence(),
                    entry.at(),
                    entry.by(),
                    entry.onBehalfOf(),
                    entry.event(),
                    entry.rule(),
                    entry.before(),
                    entry.after());
        }
    }
}
