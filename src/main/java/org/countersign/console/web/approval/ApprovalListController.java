package org.countersign.console.web.approval;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.Answered;
import org.countersign.approval.ApprovalInbox;
import org.countersign.approval.ApprovalRecord;
import org.countersign.approval.BatchApproval;
import org.countersign.approval.UsedRate;
import org.countersign.approval.WaitingApproval;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.people.Organization;
import org.countersign.people.PeopleMaster;
import org.countersign.people.PersonQuery;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Formats;
import org.countersign.shared.Money;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for the reader's approval; several small ones are approved at once. */
@Controller
class ApprovalListController {

    private static final int MOST_PEOPLE = 200;

    private final ApprovalInbox inbox;
    private final BatchApproval batch;
    private final SupplierDirectory suppliers;
    private final PeopleMaster people;
    private final Organization organization;
    private final Company company;
    private final PageModel pages;
    private final Clock clock;

    ApprovalListController(
            ApprovalInbox inbox,
            BatchApproval batch,
            SupplierDirectory suppliers,
            PeopleMaster people,
            Organization organization,
            Company company,
            PageModel pages,
            Clock clock) {
        this.inbox = inbox;
        this.batch = batch;
        this.suppliers = suppliers;
        this.people = people;
        this.organization = organization;
        this.company = company;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * A row of the list.
     *
     * @param approval what waits
     * @param requester name of who asks
     * @param onBehalfOf name of the person for whom a substitute is asked
     * @param suppliers names of its suppliers
     * @param base the amount in base currency; null where it is the document's, or unknown
     * @param converted the amount in base currency and the rate, in words; null where no rate was kept
     * @param why in the reader's language
     * @param next who is asked after it; empty where nobody is
     * @param late whether the answer is overdue
     */
    record Row(
            WaitingApproval approval,
            String requester,
            @Nullable String onBehalfOf,
            String suppliers,
            @Nullable Money base,
            @Nullable String converted,
            String why,
            String next,
            boolean late) {}

    /**
     * What became of one of those chosen. It can be written out, for a session carries it to the next page, and servers
     * on one database keep sessions there.
     *
     * @param result see {@link Answered.Result}
     * @param sentence in the reader's language
     */
    record Outcome(
            @Nullable String document, @Nullable String title, String task, Answered.Result result, String sentence)
            implements Serializable {}

    @GetMapping("/approvals")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @Sortable(
                            value = {
                                "number:cycle.document",
                                "title:cycle.title",
                                "requester:cycle.requester",
                                "amount:cycle.baseAmount",
                                "since:openedAt",
                                "due:decideBy"
                            },
                            byDefault = "since")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        var say = pages.words();
        var found = found(q, actor, page.toPageable());
        model.addAttribute("listing", Listing.of(found, request).map(rows(found.getContent(), say)));
        model.addAttribute("limit", limit(say));
        model.addAttribute("anyTogether", found.getContent().stream().anyMatch(WaitingApproval::batch));
        return "console/approval/list";
    }

    @GetMapping("/approvals.csv")
    void csv(
            @RequestParam(required = false) @Nullable String q,
            @Sortable(
                            value = {
                                "number:cycle.document",
                                "title:cycle.title",
                                "requester:cycle.requester",
                                "amount:cycle.baseAmount",
                                "since:openedAt",
                                "due:decideBy"
                            },
                            byDefault = "since")
                    PageQuery page,
            Actor actor,
            HttpServletResponse response) {
        var say = pages.words();
        CsvFile.<Row>write(
                response,
                say.language(),
                "approvals",
                List.of(
                        say.text("approvals.number"),
                        say.text("approvals.title"),
                        say.text("approvals.requester"),
                        say.text("approvals.supplier"),
                        say.text("approvals.amount"),
                        say.text("approvals.currency"),
                        say.text("approvals.base", company.baseCurrency().getCurrencyCode()),
                        say.text("approvals.rate"),
                        say.text("approvals.rateDate"),
                        say.text("approvals.why"),
                        say.text("approvals.since"),
                        say.text("approvals.due")),
                page.sort(),
                part -> {
                    var found = found(q, actor, part);
                    return found.map(rows(found.getContent(), say));
                },
                row -> Arrays.asList(
                        row.approval().document(),
                        row.approval().title(),
                        row.requester(),
                        row.suppliers(),
                        row.approval().total().amount(),
                        row.approval().total().currency().getCurrencyCode(),
                        row.approval().baseAmount(),
                        rate(row).map(UsedRate::rate).orElse(null),
                        rate(row).map(UsedRate::date).orElse(null),
                        row.why(),
                        row.approval().since().atZone(say.zone()).toLocalDate(),
                        row.approval().decideBy() == null
                                ? null
                                : row.approval().decideBy().atZone(say.zone()).toLocalDate()));
    }

    @PostMapping("/approvals")
    String approve(
            @RequestParam(name = "task", required = false) @Nullable List<String> tasks,
            @RequestParam(defaultValue = "") String comment,
            Actor actor,
            RedirectAttributes redirect) {
        var say = pages.words();
        if (tasks == null || tasks.isEmpty()) {
            redirect.addFlashAttribute("refused", say.text("approvals.noneChosen"));
            return "redirect:/approvals";
        }
        try {
            redirect.addFlashAttribute(
                    "outcomes",
                    batch.approve(tasks, comment, actor).stream()
                            .map(one -> outcome(one, say))
                            .toList());
            return "redirect:/approvals/answered";
        } catch (RuleViolation refused) {
            redirect.addFlashAttribute("refused", say.sentence(refused));
            return "redirect:/approvals";
        }
    }

    /** What became of each; without anything to tell, the list. */
    @GetMapping("/approvals/answered")
    String answered(Model model) {
        if (!(model.getAttribute("outcomes") instanceof List<?> outcomes)) {
            return "redirect:/approvals";
        }
        model.addAttribute(
                "approved",
                outcomes.stream()
                        .filter(one -> ((Outcome) one).result() == Answered.Result.APPROVED)
                        .count());
        return "console/approval/answered";
    }

    private Page<WaitingApproval> found(@Nullable String q, Actor actor, Pageable page) {
        var text = Formats.trimmed(q);
        return inbox.waitingFor(actor, text, text == null ? List.of() : called(text, actor), page);
    }

    private List<UserId> called(String text, Actor actor) {
        return people
                .list(
                        new PersonQuery(null, text, null, null, null, null, null, null),
                        PageRequest.of(0, MOST_PEOPLE, Sort.by("user")),
                        actor)
                .stream()
                .map(person -> new UserId(Objects.requireNonNull(person.user())))
                .toList();
    }

    private Function<WaitingApproval, Row> rows(Collection<WaitingApproval> found, Words say) {
        var people = organization.namesOf(found.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.requester(), Objects.requireNonNullElse(one.onBehalfOf(), one.requester())),
                        one.next().stream().flatMap(List::stream)))
                .distinct()
                .toList());
        var names = suppliers.namesOf(found.stream()
                .flatMap(one -> one.suppliers().stream())
                .distinct()
                .toList());
        var now = clock.instant();
        return one -> new Row(
                one,
                people.getOrDefault(one.requester(), one.requester().value()),
                one.onBehalfOf() == null
                        ? null
                        : people.getOrDefault(one.onBehalfOf(), one.onBehalfOf().value()),
                one.suppliers().stream()
                        .map(number -> names.getOrDefault(number, number))
                        .collect(Collectors.joining(", ")),
                one.baseAmount() == null || one.total().currency().equals(company.baseCurrency())
                        ? null
                        : new Money(one.baseAmount(), company.baseCurrency()).rounded(),
                converted(one, say),
                say.explained(one.why()),
                ApprovalRecord.inOneLine(one.next(), user -> people.getOrDefault(user, user.value())),
                one.decideBy() != null && one.decideBy().isBefore(now));
    }

    private static @Nullable String converted(WaitingApproval one, Words say) {
        var rate = one.rate();
        var amount = one.baseAmount();
        return rate == null || amount == null ? null : say.explained(rate.explain(amount));
    }

    private static Optional<UsedRate> rate(Row row) {
        return Optional.ofNullable(row.approval().rate());
    }

    private @Nullable String limit(Words say) {
        var upTo = inbox.batch().upTo();
        return upTo.signum() > 0 && !inbox.batch().kinds().isEmpty() ? say.amount(upTo, company.baseCurrency()) : null;
    }

    private static Outcome outcome(Answered answered, Words say) {
        var document = answered.document();
        var refusal = answered.refusal();
        return new Outcome(
                document == null ? null : document.value(),
                answered.title(),
                answered.task(),
                answered.result(),
                refusal == null ? say.text("approvals.said.APPROVED") : say.sentence(refusal));
    }
}
