package org.countersign.console.web.requisition;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Uploads;
import org.countersign.console.page.Words;
import org.countersign.files.FileUpload;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionAttachments;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.purchasing.RequisitionQuery;
import org.countersign.purchasing.RequisitionSummary;
import org.countersign.purchasing.TemplateManagement;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where requisitions are written. Every button is a form that is sent, so that it works without scripts too. */
@Controller
class RequisitionEditorController {

    private static final String PAGE = "console/requisition/editor";
    private static final int MOST_LINES = 1000;
    private static final List<String> FREQUENT = List.of("EUR", "USD", "GBP", "CHF");

    private static final List<String> IN_USE = Arrays.stream(Locale.getISOCountries())
            .map(country ->
                    Currency.getInstance(new Locale.Builder().setRegion(country).build()))
            .filter(currency -> currency != null && currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .distinct()
            .sorted()
            .toList();

    private final RequisitionManagement requisitions;
    private final RequisitionAttachments attachments;
    private final TemplateManagement templates;
    private final DocumentAccess access;
    private final RequisitionFormReader reader;
    private final ApprovalWords approvals;
    private final Organization organization;
    private final Company company;
    private final PageModel pages;

    RequisitionEditorController(
            RequisitionManagement requisitions,
            RequisitionAttachments attachments,
            TemplateManagement templates,
            DocumentAccess access,
            RequisitionFormReader reader,
            ApprovalWords approvals,
            Organization organization,
            Company company,
            PageModel pages) {
        this.requisitions = requisitions;
        this.attachments = attachments;
        this.templates = templates;
        this.access = access;
        this.reader = reader;
        this.approvals = approvals;
        this.organization = organization;
        this.company = company;
        this.pages = pages;
    }

    @InitBinder
    void allowLines(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(MOST_LINES + 1);
    }

    @GetMapping("/requisitions/new")
    String open(
            @RequestParam(required = false) @Nullable String copy,
            @RequestParam(required = false) @Nullable String template,
            @RequestParam(required = false) @Nullable String search,
            Actor actor,
            Model model) {
        mayRaise(actor);
        var say = pages.words();
        RequisitionForm form;
        if (copy != null && !copy.isBlank()) {
            form = reader.form(requisitions.draftOf(access.requisition(copy, actor)), say);
            form.setCopiedFrom(copy);
            forgetPast(form, say);
        } else if (template != null && !template.isBlank()) {
            form = reader.form(templates.start(template, actor), say);
        } else {
            form = blank(actor);
        }
        form.setToken(UUID.randomUUID().toString());
        model.addAttribute("search", search);
        return editor(null, form, FormProblems.NONE, actor, say, model);
    }

    @GetMapping("/requisitions/{number}/edit")
    String edit(@PathVariable String number, Actor actor, Model model, RedirectAttributes redirect) {
        var requisition = own(number, actor);
        var say = pages.words();
        if (!requisition.isEditable()) {
            redirect.addFlashAttribute("refused", say.text("requisitions.notEditable"));
            return "redirect:/requisitions/" + number;
        }
        var form = reader.form(requisitions.draftOf(requisition), say);
        form.setVersion(String.valueOf(requisition.version()));
        return editor(requisition, form, FormProblems.NONE, actor, say, model);
    }

    @PostMapping("/requisitions/new")
    String send(
            @ModelAttribute("form") RequisitionForm form,
            @RequestParam(defaultValue = "refresh") String action,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        mayRaise(actor);
        if (form.getToken().isBlank() || form.getToken().length() > 64) {
            form.setToken(UUID.randomUUID().toString());
        }
        return handle(null, form, action, Uploads.of(files), actor, model, response, redirect);
    }

    @PostMapping("/requisitions/{number}/edit")
    String sendAgain(
            @PathVariable String number,
            @ModelAttribute("form") RequisitionForm form,
            @RequestParam(defaultValue = "refresh") String action,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return handle(own(number, actor), form, action, Uploads.of(files), actor, model, response, redirect);
    }

    /** The total and the approvers of what stands in the form, as a part of the page. Nothing is stored. */
    @PostMapping("/requisitions/outlook")
    String outlook(@ModelAttribute("form") RequisitionForm form, Actor actor, Model model) {
        mayRaise(actor);
        var say = pages.words();
        model.addAttribute("outlook", outlook(form, actor, say));
        return PAGE + " :: outlook";
    }

    private String handle(
            @Nullable Requisition stored,
            RequisitionForm form,
            String action,
            List<FileUpload> files,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var say = pages.words();
        // A browser forgets what was chosen once the page comes again.
        model.addAttribute("filesAgain", !files.isEmpty());
        if (action.equals("save") || action.equals("submit")) {
            return store(stored, form, action.equals("submit"), files, actor, say, model, response, redirect);
        }
        change(form, action, say, model);
        return editor(stored, form, FormProblems.NONE, actor, say, model);
    }

    private String store(
            @Nullable Requisition stored,
            RequisitionForm form,
            boolean submit,
            List<FileUpload> files,
            Actor actor,
            Words say,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var read = reader.check(form, say);
        if (!form.getPaste().isBlank()) {
            read.problems().put("paste", say.text("requisitions.problem.paste"));
        }
        if (!read.problems().isEmpty()) {
            response.setStatus(422);
            return editor(stored, form, RequisitionFormReader.shown(read.problems(), say), actor, say, model);
        }
        Requisition written;
        try {
            written = stored == null
                    ? createOnce(form, read, actor)
                    : requisitions.replace(stored.number(), read.draft(), version(form), actor);
        } catch (RuleViolation refused) {
            response.setStatus(refused.rule().refusal() == Refusal.CONFLICT ? 409 : 422);
            if (stored != null && refused.rule().refusal() == Refusal.CONFLICT) {
                var now = requisitions.requisition(stored.number());
                form.setVersion(String.valueOf(now.version()));
                model.addAttribute("changed", now.isEditable());
            }
            return editor(stored, form, FormProblems.of(refused, say), actor, say, model);
        }
        var page = "redirect:/requisitions/" + written.number();
        if (written.isEditable()) {
            try {
                attach(written, form, stored == null, files, actor);
            } catch (RuleViolation refused) {
                redirect.addFlashAttribute(
                        "refused",
                        say.text("requisitions.attachments.refused", written.number(), say.sentence(refused)));
                return page;
            }
        }
        if (!submit) {
            redirect.addFlashAttribute("done", say.text("requisitions.saved", written.number()));
            return page;
        }
        if (written.isEditable()) {
            try {
                requisitions.submit(written.number(), actor);
                redirect.addFlashAttribute("done", say.text("requisitions.submitted", written.number()));
            } catch (RuleViolation refused) {
                redirect.addFlashAttribute("refused", say.sentence(refused));
            }
        }
        return page;
    }

    private void attach(Requisition written, RequisitionForm form, boolean fresh, List<FileUpload> files, Actor actor) {
        if (fresh && form.isCopyAttachments() && !form.getCopiedFrom().isBlank()) {
            attachments.copy(access.requisition(form.getCopiedFrom(), actor).number(), written.number(), actor);
        }
        if (!files.isEmpty()) {
            attachments.add(written.number(), files, actor);
        }
    }

    /** A form that was sent before and comes again, changed perhaps, writes the same requisition as long as it may. */
    private Requisition createOnce(RequisitionForm form, RequisitionFormReader.Read read, Actor actor) {
        var copied = form.getCopiedFrom().isBlank()
                ? null
                : access.requisition(form.getCopiedFrom(), actor).number().value();
        var before = requisitions.writtenWith(form.getToken(), actor);
        if (before.isEmpty()) {
            return requisitions.createOnce(read.draft(), copied, form.getToken(), actor);
        }
        return before.get().isEditable()
                ? requisitions.replace(before.get().number(), read.draft(), actor)
                : before.get();
    }

    private void change(RequisitionForm form, String action, Words say, Model model) {
        var lines = form.getLines();
        var dash = action.lastIndexOf('-');
        var index = dash < 0 ? -1 : number(action.substring(dash + 1));
        if (action.startsWith("remove-") && index >= 0 && index < lines.size()) {
            lines.remove(index);
            form.tidy();
        } else if (action.startsWith("duplicate-") && index >= 0 && index < lines.size()) {
            lines.add(index + 1, lines.get(index).copy());
            form.tidy();
        } else if (action.equals("paste")) {
            form.tidy();
            paste(form, say, model);
        } else {
            form.tidy();
            if (action.equals("add") && lines.size() < MOST_LINES) {
                lines.add(new LineForm());
            }
        }
    }

    private void paste(RequisitionForm form, Words say, Model model) {
        form.getLines().removeIf(LineForm::isBlank);
        var room = Math.max(0, MOST_LINES - form.getLines().size());
        var pasted = SpreadsheetPaste.read(form.getPaste(), room, say);
        reader.recognize(pasted.lines(), currency(form), say);
        form.getLines().addAll(pasted.lines());
        form.setPaste(pasted.left());
        form.tidy();
        model.addAttribute("pasted", pasted);
    }

    private String editor(
            @Nullable Requisition stored,
            RequisitionForm form,
            FormProblems problems,
            Actor actor,
            Words say,
            Model model) {
        if (form.getLines().isEmpty()) {
            form.getLines().add(new LineForm());
        }
        model.addAttribute("form", form);
        model.addAttribute("stored", stored);
        model.addAttribute("problems", problems);
        model.addAttribute("outlook", outlook(form, actor, say));
        model.addAttribute("blankLine", new LineForm());
        model.addAttribute("units", Units.offered("", say));
        model.addAttribute("currencies", currencies(form.getCurrency()));
        model.addAttribute("mayShare", TemplateManagement.mayShare(actor));
        model.addAttribute("mostFiles", attachments.most());
        model.addAttribute("mostBytes", attachments.mostBytes());
        model.addAttribute("takenFiles", attachments.taken());
        if (stored == null) {
            model.addAttribute("copiedFiles", copiedFiles(form, actor));
            model.addAttribute("templates", templates.of(actor));
            model.addAttribute("earlier", earlier(Objects.toString(model.getAttribute("search"), ""), actor));
        }
        return PAGE;
    }

    private int copiedFiles(RequisitionForm form, Actor actor) {
        return form.getCopiedFrom().isBlank()
                ? 0
                : attachments
                        .of(access.requisition(form.getCopiedFrom(), actor).number())
                        .size();
    }

    /** The last ones of the actor's own, to copy from. */
    private List<RequisitionSummary> earlier(String search, Actor actor) {
        return requisitions
                .search(
                        new RequisitionQuery(search, null, actor.user().value(), null, null, null, Set.of()),
                        actor,
                        PageRequest.of(0, 6, Sort.by(Sort.Direction.DESC, "number")))
                .getContent();
    }

    private OutlookView outlook(RequisitionForm form, Actor actor, Words say) {
        var blanks = new RequisitionForm();
        // The lines as they stand, blank ones among them, so that each amount finds its line.
        blanks.setLines(new ArrayList<>(form.getLines()));
        var read = reader.read(form, say);
        var outlook = OutlookView.of(requisitions.outlook(read.draft(), actor), approvals, say);
        var amounts = new ArrayList<String>();
        var next = 0;
        for (var line : blanks.getLines()) {
            amounts.add(
                    line == null || line.isBlank() || next >= outlook.amounts().size()
                            ? ""
                            : outlook.amounts().get(next++));
        }
        blanks.getLines().replaceAll(line -> line == null ? new LineForm() : line);
        form.setLines(blanks.getLines());
        return outlook.with(amounts);
    }

    private RequisitionForm blank(Actor actor) {
        var form = new RequisitionForm();
        form.setCurrency(company.baseCurrency().getCurrencyCode());
        organization
                .person(actor.user())
                .map(Person::costCenter)
                .flatMap(organization::costCenter)
                .or(() -> earlier("", actor).stream()
                        .map(RequisitionSummary::costCenter)
                        .findFirst()
                        .flatMap(organization::costCenter))
                .ifPresent(center -> form.setCostCenter(RequisitionFormReader.text(center)));
        for (int line = 0; line < 3; line++) {
            form.getLines().add(new LineForm());
        }
        return form;
    }

    private static void forgetPast(RequisitionForm form, Words say) {
        if (isPast(form.getNeededBy(), say)) {
            form.setNeededBy("");
        }
        form.getLines().stream()
                .filter(line -> isPast(line.getDeliveryDate(), say))
                .forEach(line -> line.setDeliveryDate(""));
    }

    private static boolean isPast(String date, Words say) {
        return !date.isBlank() && LocalDate.parse(date).isBefore(say.today());
    }

    private Set<String> currencies(String current) {
        var codes = new LinkedHashSet<String>();
        codes.add(company.baseCurrency().getCurrencyCode());
        codes.addAll(FREQUENT);
        if (!current.isBlank()) {
            codes.add(current);
        }
        codes.addAll(IN_USE);
        return codes;
    }

    private String currency(RequisitionForm form) {
        return form.getCurrency().isBlank() ? company.baseCurrency().getCurrencyCode() : form.getCurrency();
    }

    private Requisition own(String number, Actor actor) {
        var requisition = requisitions.requisition(new RequisitionNumber(number));
        if (!requisition.requester().equals(actor.user())) {
            throw new NotAllowed("Only whoever raised " + number + " can change it.");
        }
        mayRaise(actor);
        return requisition;
    }

    private static void mayRaise(Actor actor) {
        if (!RequisitionManagement.raisesRequisitions(actor)) {
            throw new NotAllowed("Auditors and operations read everything and change nothing.");
        }
    }

    private static @Nullable Long version(RequisitionForm form) {
        var version = number(form.getVersion());
        return version < 0 ? null : (long) version;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
