package org.countersign.console.web.requisition;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.Approvals;
import org.countersign.approval.RequesterRemarks;
import org.countersign.audit.AuditEntry;
import org.countersign.audit.AuditLog;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.RemarkWords;
import org.countersign.console.page.Words;
import org.countersign.people.CostCenter;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionAttachment;
import org.countersign.purchasing.RequisitionAttachments;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.purchasing.RequisitionQuery;
import org.countersign.purchasing.RequisitionQuote;
import org.countersign.purchasing.RequisitionQuotes;
import org.countersign.purchasing.RequisitionStatus;
import org.countersign.purchasing.RequisitionSummary;
import org.countersign.purchasing.TemplateManagement;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of requisitions and the page of one. */
@Controller
class RequisitionPageController {

    private static final int MOST_EVENTS = 100;
    private static final int MOST_CONCERNING = 300;

    private final RequisitionManagement requisitions;
    private final RequisitionAttachments attachments;
    private final RequisitionQuotes quotes;
    private final TemplateManagement templates;
    private final PurchaseOrderManagement orders;
    private final DocumentAccess access;
    private final Approvals approvals;
    private final ApprovalWords words;
    private final RemarkWords remarkWords;
    private final RequesterRemarks requesterRemarks;
    private final AuditLog audit;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final PageModel pages;

    RequisitionPageController(
            RequisitionManagement requisitions,
            RequisitionAttachments attachments,
            RequisitionQuotes quotes,
            TemplateManagement templates,
            PurchaseOrderManagement orders,
            DocumentAccess access,
            Approvals approvals,
            ApprovalWords words,
            RemarkWords remarkWords,
            RequesterRemarks requesterRemarks,
            AuditLog audit,
            SupplierDirectory suppliers,
            Organization organization,
            PageModel pages) {
        this.requisitions = requisitions;
        this.attachments = attachments;
        this.quotes = quotes;
        this.templates = templates;
        this.orders = orders;
        this.access = access;
        this.approvals = approvals;
        this.words = words;
        this.remarkWords = remarkWords;
        this.requesterRemarks = requesterRemarks;
        this.audit = audit;
        this.suppliers = suppliers;
        this.organization = organization;
        this.pages = pages;
    }

    /** What a list is asked for, as it stands in the address. */
    record Asked(
            @Nullable String q,
            @Nullable RequisitionStatus status,
            @Nullable String requester,
            @Nullable String costCenter,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate to) {}

    @GetMapping("/requisitions")
    String list(
            Asked asked,
            @Sortable(
                            value = {"number", "title", "total", "createdAt", "status", "requester", "costCenter"},
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var say = pages.words();
        var found = requisitions.search(query(asked, actor, say), actor, page.toPageable());
        model.addAttribute("listing", Listing.of(found, request));
        model.addAttribute("names", names(found.getContent()));
        model.addAttribute("asked", asked);
        model.addAttribute("statuses", RequisitionStatus.values());
        model.addAttribute("seesAll", RequisitionManagement.seesEveryRequisition(actor));
        model.addAttribute("mayRaise", RequisitionManagement.raisesRequisitions(actor));
        return "console/requisition/list";
    }

    @GetMapping("/requisitions.csv")
    void csv(
            Asked asked,
            @Sortable(
                            value = {"number", "title", "total", "createdAt", "status", "requester", "costCenter"},
                            byDefault = "number,desc")
                    PageQuery page,
            Actor actor,
            HttpServletResponse response) {
        var say = pages.words();
        var query = query(asked, actor, say);
        var names = new HashMap<UserId, String>();
        CsvFile.write(
                response,
                say.language(),
                "requisitions",
                List.of(
                        say.text("requisitions.number"),
                        say.text("requisitions.title"),
                        say.text("requisitions.status"),
                        say.text("requisitions.requester"),
                        say.text("requisitions.costCenter"),
                        say.text("requisitions.total"),
                        say.text("requisitions.currency"),
                        say.text("requisitions.created"),
                        say.text("requisitions.neededBy")),
                page.sort(),
                (Pageable part) -> {
                    var found = requisitions.part(query, actor, part);
                    names.putAll(names(found.getContent()));
                    return found;
                },
                row -> Arrays.asList(
                        row.number(),
                        row.title(),
                        say.text("requisitionStatus." + row.status()),
                        names.get(row.requester()),
                        row.costCenter(),
                        row.total().amount(),
                        row.total().currency().getCurrencyCode(),
                        row.createdAt().atZone(say.zone()).toLocalDate(),
                        row.neededBy()));
    }

    private RequisitionQuery query(Asked asked, Actor actor, Words say) {
        var concerning = RequisitionManagement.seesEveryRequisition(actor)
                ? Set.<String>of()
                : approvals.concerning(actor.user(), ApprovalKind.REQUISITION, MOST_CONCERNING).stream()
                        .map(DocumentNumber::value)
                        .collect(Collectors.toSet());
        return new RequisitionQuery(
                given(asked.q()),
                asked.status(),
                given(asked.requester()),
                Pick.key(asked.costCenter()),
                start(asked.from(), say, 0),
                start(asked.to(), say, 1),
                concerning);
    }

    @GetMapping("/requisitions/{number:[A-Za-z0-9._-]+}")
    String show(@PathVariable String number, Actor actor, Model model) {
        return show(access.requisition(number, actor), actor, FormProblems.NONE, null, model);
    }

    /** The page of a requisition, with what is wrong with something that was sent from it. */
    String show(Requisition requisition, Actor actor, FormProblems problems, @Nullable String name, Model model) {
        var say = pages.words();
        var document = requisition.number().document();
        var kept = approvals.recordOf(document);
        var entries = kept.entries();
        var inApproval = requisition.status() == RequisitionStatus.IN_APPROVAL;
        var cycles = words.cycles(entries, inApproval, say);
        var own = requisition.requester().equals(actor.user()) && RequisitionManagement.raisesRequisitions(actor);
        model.addAttribute("requisition", requisition);
        model.addAttribute("own", own);
        model.addAttribute("mayRaise", RequisitionManagement.raisesRequisitions(actor));
        model.addAttribute("mayShare", TemplateManagement.mayShare(actor));
        model.addAttribute("mayWithdraw", own && (requisition.isEditable() || inApproval));
        model.addAttribute("cycles", cycles);
        model.addAttribute(
                "waiting",
                cycles.stream()
                        .limit(1)
                        .flatMap(cycle -> cycle.answers().stream())
                        .filter(answer -> answer.state().equals("WAITING"))
                        .toList());
        model.addAttribute(
                "mine",
                inApproval
                        && entries.stream()
                                .anyMatch(entry -> entry.outcome() == null
                                        && entry.openedAt() != null
                                        && entry.candidates().contains(actor.user())));
        model.addAttribute(
                "later",
                cycles.stream()
                        .limit(inApproval ? 1 : 0)
                        .flatMap(cycle -> cycle.answers().stream())
                        .filter(answer -> answer.state().equals("LATER"))
                        .map(ApprovalWords.Answer::people)
                        .distinct()
                        .collect(Collectors.joining(", ")));
        var rejected = requisition.isEditable() ? Map.<Integer, String>of() : words.rejectedLines(cycles, say);
        model.addAttribute("rejectedLines", rejected);
        model.addAttribute(
                "totalLeft",
                rejected.isEmpty() || rejected.size() == requisition.lines().size()
                        ? null
                        : requisition.totalWithout(rejected.keySet()));
        model.addAttribute(
                "inBase",
                requisition.isEditable() || !rejected.isEmpty()
                        ? null
                        : cycles.stream()
                                .limit(1)
                                .map(cycle ->
                                        cycle.answers().get(0).entry().amount().converted())
                                .filter(Objects::nonNull)
                                .map(say::explained)
                                .findFirst()
                                .orElse(null));
        model.addAttribute("remarks", remarkWords.said(kept.remarks(), actor.user()));
        model.addAttribute("mayNote", own && inApproval);
        model.addAttribute("mayRemind", own && inApproval && requesterRemarks.mayRemind(kept));
        model.addAttribute(
                "failure",
                inApproval ? approvals.failureOf(document).map(say::explained).orElse(null) : null);
        model.addAttribute("orders", ordersOf(requisition, actor));
        model.addAttribute("supplierNames", supplierNames(requisition));
        model.addAttribute(
                "costCenterName",
                organization
                        .costCenter(requisition.costCenter())
                        .map(CostCenter::name)
                        .orElse(""));
        var files = attachments.ever(requisition.number());
        model.addAttribute("attachments", files);
        quotes(requisition, files, say, model);
        model.addAttribute("mostFiles", attachments.most());
        model.addAttribute("mostBytes", attachments.mostBytes());
        model.addAttribute("takenFiles", attachments.taken());
        model.addAttribute("history", history(document, say));
        model.addAttribute("problems", problems);
        model.addAttribute("templateName", Objects.requireNonNullElse(name, requisition.title()));
        return "console/requisition/show";
    }

    private void quotes(Requisition requisition, List<RequisitionAttachment> files, Words say, Model model) {
        var written = quotes.of(requisition.number());
        model.addAttribute("quotes", written);
        model.addAttribute(
                "fileNames",
                files.stream().collect(Collectors.toMap(RequisitionAttachment::id, RequisitionAttachment::name)));
        if (!requisition.isEditable()) {
            return;
        }
        model.addAttribute("demand", quotes.demandFor(requisition));
        if (!model.containsAttribute("quoteRows")) {
            var rows = written.stream()
                    .map(quote -> QuoteRow.of(quote, say.language()))
                    .toList();
            model.addAttribute("quoteRows", QuoteRow.withBlank(rows, requisition.currency()));
            model.addAttribute(
                    "quoteReason",
                    written.stream()
                            .map(RequisitionQuote::reason)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(""));
        }
    }

    @PostMapping("/requisitions/{number}/submission")
    String submit(@PathVariable String number, Actor actor, RedirectAttributes redirect) {
        var say = pages.words();
        access.requisition(number, actor);
        try {
            requisitions.submit(new RequisitionNumber(number), actor);
            redirect.addFlashAttribute("done", say.text("requisitions.submitted", number));
        } catch (RuleViolation refused) {
            if (refused.rule().refusal() == org.countersign.shared.Rule.Refusal.FORBIDDEN) {
                throw refused;
            }
            redirect.addFlashAttribute("refused", say.sentence(refused));
        }
        return "redirect:/requisitions/" + number;
    }

    @PostMapping("/requisitions/{number}/withdrawal")
    String withdraw(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var say = pages.words();
        var requisition = access.requisition(number, actor);
        try {
            requisitions.withdraw(requisition.number(), given(reason), actor);
        } catch (RuleViolation refused) {
            switch (refused.rule().refusal()) {
                case FORBIDDEN, UNAVAILABLE -> throw refused;
                case CONFLICT -> {
                    redirect.addFlashAttribute("refused", say.sentence(refused));
                    return "redirect:/requisitions/" + number;
                }
                case INVALID -> {
                    response.setStatus(422);
                    model.addAttribute("reason", reason);
                    return show(
                            requisition,
                            actor,
                            FormProblems.of("reason", say.text("requisitions.withdraw.needed"), say.sentence(refused)),
                            null,
                            model);
                }
            }
        }
        redirect.addFlashAttribute("done", say.text("requisitions.withdrawn", number));
        return "redirect:/requisitions/" + number;
    }

    @PostMapping("/requisitions/{number}/template")
    String keep(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var say = pages.words();
        var requisition = access.requisition(number, actor);
        try {
            templates.keep(requisition, name, shared, actor);
        } catch (RuleViolation refused) {
            var problems = refused.fields().stream()
                    .collect(Collectors.toMap(
                            field -> field.field(),
                            field -> RequisitionFormReader.message(field, say),
                            (one, two) -> one));
            response.setStatus(refused.rule().refusal() == org.countersign.shared.Rule.Refusal.CONFLICT ? 409 : 422);
            return show(requisition, actor, new FormProblems(say.sentence(refused), problems), name, model);
        }
        redirect.addFlashAttribute("done", say.text("requisitions.template.kept", name.strip()));
        return "redirect:/requisitions/" + number;
    }

    @GetMapping("/requisitions/templates")
    String templates(Actor actor, Model model) {
        model.addAttribute("templates", templates.of(actor));
        model.addAttribute("mayRaise", RequisitionManagement.raisesRequisitions(actor));
        model.addAttribute("mayShare", TemplateManagement.mayShare(actor));
        return "console/requisition/templates";
    }

    @PostMapping("/requisitions/templates/{id}/removal")
    String remove(@PathVariable String id, Actor actor, RedirectAttributes redirect) {
        var removed = templates.remove(id, actor);
        redirect.addFlashAttribute("done", pages.words().text("requisitions.template.removed", removed.name()));
        return "redirect:/requisitions/templates";
    }

    /** An order made from the requisition, with a link for those who may see it. */
    private List<PurchaseOrderNumber> ordersOf(Requisition requisition, Actor actor) {
        return requisition.status() == RequisitionStatus.APPROVED || requisition.status() == RequisitionStatus.ORDERED
                ? orders.ordersOf(requisition.number())
                : List.of();
    }

    private Map<String, String> supplierNames(Requisition requisition) {
        var names = new HashMap<String, String>();
        var named = requisition.lines().stream()
                .flatMap(line -> Stream.ofNullable(line.supplier()))
                .collect(Collectors.toSet());
        suppliers.suppliers(named).forEach(supplier -> names.put(supplier.number(), supplier.name()));
        return names;
    }

    private Map<UserId, String> names(Collection<RequisitionSummary> rows) {
        return organization.namesOf(
                rows.stream().map(RequisitionSummary::requester).collect(Collectors.toCollection(HashSet::new)));
    }

    /**
     * One event in words.
     *
     * @param at when, UTC
     * @param text what happened
     * @param by who did it
     * @param note what was said
     */
    record Event(
            Instant at, String text, String by, @Nullable String note) {}

    private List<Event> history(DocumentNumber document, Words say) {
        var entries = audit.entriesOf(document).stream()
                .sorted(Comparator.comparing(AuditEntry::sequence).reversed())
                .limit(MOST_EVENTS)
                .toList();
        var names = organization.namesOf(entries.stream()
                .flatMap(entry -> Stream.of(
                                Stream.of(entry.by()), Stream.ofNullable(entry.onBehalfOf()), to(entry).stream())
                        .flatMap(people -> people))
                .toList());
        return entries.stream()
                .map(entry -> new Event(
                        entry.at(),
                        Objects.requireNonNullElseGet(
                                say.putRight(entry.event(), entry.after()),
                                () -> say.textOr(
                                        "requisitions.event." + entry.event(),
                                        entry.event(),
                                        to(entry).map(names::get).orElse(""))),
                        who(entry, names, say),
                        note(entry, say)))
                .toList();
    }

    /** To whom something was handed, or of whom something is wanted. */
    private static Optional<UserId> to(AuditEntry entry) {
        return entry.event().startsWith("approval.")
                        && entry.after().get("to") instanceof String user
                        && !user.isBlank()
                ? Optional.of(new UserId(user))
                : Optional.empty();
    }

    private static String who(AuditEntry entry, Map<UserId, String> names, Words say) {
        var by = entry.by().equals(UserId.SYSTEM)
                ? say.name(entry.by())
                : names.getOrDefault(entry.by(), entry.by().value());
        var absent = entry.onBehalfOf();
        return absent == null || entry.by().equals(UserId.SYSTEM)
                ? by
                : say.text("requisitions.onBehalf", by, names.getOrDefault(absent, absent.value()));
    }

    private static @Nullable String note(AuditEntry entry, Words say) {
        for (var field : List.of("comment", "reason", "note")) {
            if (entry.after().get(field) instanceof String text && !text.isBlank()) {
                return field.equals("reason")
                        ? say.explained(Explanation.kept(
                                text, entry.after().get("reasonParts") instanceof String parts ? parts : null))
                        : text;
            }
        }
        return null;
    }

    private static @Nullable Instant start(@Nullable LocalDate day, Words say, int plusDays) {
        return day == null
                ? null
                : day.plusDays(plusDays).atStartOfDay(say.zone()).toInstant();
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
