package org.countersign.console.web.invoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceCapture;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.InvoiceType;
import org.countersign.invoicing.KnownNumber;
import org.countersign.invoicing.OnKnownNumber;
import org.countersign.invoicing.UnsupportedDocument;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Capturing an invoice: the e-invoice as a file, or what is on paper by typing it. */
@Controller
@RequestMapping("/invoices/new")
class InvoiceCaptureController {

    private static final String START = "console/invoice/new";
    private static final String FORM = "console/invoice/form";
    private static final int MOST_SUPPLIERS = 10;
    private static final int MOST_ORDERS = 5;

    private final InvoiceCapture capture;
    private final InvoiceMailbox mailbox;
    private final PurchaseOrderManagement orders;
    private final PurchaseOrderLists lists;
    private final SupplierDirectory suppliers;
    private final PageModel pages;
    private final ObjectMapper json;

    InvoiceCaptureController(
            InvoiceCapture capture,
            InvoiceMailbox mailbox,
            PurchaseOrderManagement orders,
            PurchaseOrderLists lists,
            SupplierDirectory suppliers,
            PageModel pages,
            ObjectMapper json) {
        this.capture = capture;
        this.mailbox = mailbox;
        this.orders = orders;
        this.lists = lists;
        this.suppliers = suppliers;
        this.pages = pages;
        this.json = json;
    }

    /** An order that an invoice can be for, with its supplier's name. */
    record Choice(PurchaseOrder order, String supplier) {}

    @InitBinder("form")
    void bind(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(CaptureForm.MOST_LINES);
    }

    @GetMapping
    ModelAndView start(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String supplier,
            @RequestParam(required = false) @Nullable String mail,
            Actor actor) {
        actor.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var say = pages.words();
        if (order != null && !order.isBlank()) {
            var found = orders.order(new PurchaseOrderNumber(order.strip()));
            return form(ofMail(mail, CaptureForm.of(found, say)), FormProblems.NONE, HttpStatus.OK, actor);
        }
        if (supplier != null && !supplier.isBlank()) {
            var found =
                    suppliers.supplier(supplier.strip()).orElseThrow(() -> new NotFound("supplier", supplier.strip()));
            return form(
                    ofMail(mail, CaptureForm.of(found.number(), found.currency())),
                    FormProblems.NONE,
                    HttpStatus.OK,
                    actor);
        }
        var view = start(q, FormProblems.NONE, null, HttpStatus.OK, actor);
        view.addObject("mailed", mail == null || mail.isBlank() ? null : mailbox.document(mail, actor));
        return view;
    }

    private static CaptureForm ofMail(@Nullable String mail, CaptureForm form) {
        form.setMail(mail);
        return form;
    }

    /**
     * What became of one of several files.
     *
     * @param invoice it is now; null where it was refused
     * @param sentence why it was refused
     */
    record Uploaded(
            String name,
            @Nullable InvoiceId invoice,
            @Nullable String number,
            @Nullable String sentence) {}

    @PostMapping("/file")
    ModelAndView file(
            @RequestParam(required = false) @Nullable List<MultipartFile> file,
            @RequestParam(defaultValue = "false") boolean evenIfKnown,
            RedirectAttributes redirect,
            Actor actor) {
        actor.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var chosen = file == null
                ? List.<MultipartFile>of()
                : file.stream().filter(one -> !one.isEmpty()).toList();
        if (chosen.isEmpty()) {
            return refusedFile(pages.words().text("invoice.file.none"), actor);
        }
        return chosen.size() == 1
                ? file(chosen.get(0), evenIfKnown, redirect, actor)
                : files(chosen, evenIfKnown, actor);
    }

    /** Each is an invoice of its own: what is wrong with one stops no other. */
    private ModelAndView files(List<MultipartFile> chosen, boolean evenIfKnown, Actor actor) {
        var say = pages.words();
        var results = new ArrayList<Uploaded>();
        for (var one : chosen) {
            var name = String.valueOf(one.getOriginalFilename());
            try {
                var content = bytes(one);
                var kind = ScanType.of(content);
                if (kind.isPresent() && kind.get() != ScanType.PDF) {
                    results.add(new Uploaded(name, null, null, say.text("invoice.file.scan")));
                    continue;
                }
                var mediaType = kind.map(ScanType::mediaType).orElse(MediaType.APPLICATION_XML_VALUE);
                var invoice = capture.capture(content, mediaType, onKnown(evenIfKnown), actor);
                results.add(new Uploaded(name, invoice.id(), invoice.number(), null));
            } catch (UnsupportedDocument unsupported) {
                results.add(new Uploaded(name, null, null, say.text("invoice.file.unsupported")));
            } catch (RuleViolation violation) {
                results.add(new Uploaded(name, null, null, say.sentence(violation)));
            }
        }
        var view = start(null, FormProblems.NONE, null, HttpStatus.OK, actor);
        view.addObject("uploaded", results);
        return view;
    }

    private ModelAndView file(MultipartFile file, boolean evenIfKnown, RedirectAttributes redirect, Actor actor) {
        var say = pages.words();
        var content = bytes(file);
        var kind = ScanType.of(content);
        if (kind.isPresent() && kind.get() != ScanType.PDF) {
            return refusedFile(say.text("invoice.file.scan"), actor);
        }
        var mediaType = kind.map(ScanType::mediaType).orElse(MediaType.APPLICATION_XML_VALUE);
        try {
            return captured(capture.capture(content, mediaType, onKnown(evenIfKnown), actor), redirect, say);
        } catch (UnsupportedDocument unsupported) {
            return refusedFile(say.text("invoice.file.unsupported"), actor);
        } catch (KnownNumber known) {
            return start(
                    null,
                    FormProblems.of("file", say.text("invoice.known.hintFile"), say.sentence(known)),
                    known.first(),
                    HttpStatus.CONFLICT,
                    actor);
        } catch (RuleViolation violation) {
            var fields = FormProblems.of(violation, say);
            var first = violation.fields().stream()
                    .findFirst()
                    .map(field -> field.field() + ": " + field.message())
                    .orElse(say.text("invoice.file.unreadable"));
            return start(
                    null,
                    FormProblems.of("file", first, String.valueOf(fields.sentence())),
                    null,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    actor);
        }
    }

    @PostMapping
    ModelAndView typed(
            @ModelAttribute("form") CaptureForm form,
            @RequestParam(name = "do", defaultValue = "capture") String what,
            @RequestParam(required = false) @Nullable MultipartFile scan,
            RedirectAttributes redirect,
            Actor actor) {
        actor.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var say = pages.words();
        if (what.equals("line")) {
            form.addLine();
            return form(form, FormProblems.NONE, HttpStatus.OK, actor);
        }
        if (what.equals("check")) {
            return form(form, FormProblems.NONE, HttpStatus.OK, actor);
        }
        var unreadable = new LinkedHashMap<String, String>();
        var draft = form.asDraft(say, unreadable);
        var paper = scan == null || scan.isEmpty() ? null : bytes(scan);
        var kind = paper == null ? Optional.<ScanType>empty() : ScanType.of(paper);
        if (paper != null && kind.isEmpty()) {
            unreadable.put("scan", say.text("invoice.problem.scan"));
        }
        if (!unreadable.isEmpty()) {
            return form(
                    form,
                    new FormProblems(say.text("form.problems"), unreadable),
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    actor);
        }
        try {
            if (draft.issueDate() == null) {
                capture.check(draft, actor);
                return form(form, undated(FormProblems.NONE, say), HttpStatus.UNPROCESSABLE_ENTITY, actor);
            }
            var mail = form.getMail();
            if (mail != null) {
                return captured(
                        mailbox.captureByHand(mail, draft, onKnown(form.isEvenIfKnown()), actor), redirect, say);
            }
            var original = paper == null ? asJson(draft) : paper;
            var mediaType = kind.map(ScanType::mediaType).orElse(InvoicePages.TYPED_IN);
            return captured(
                    capture.capture(draft, original, mediaType, onKnown(form.isEvenIfKnown()), actor), redirect, say);
        } catch (KnownNumber known) {
            var page = form(
                    form,
                    FormProblems.of("number", say.text("invoice.known.hint"), say.sentence(known)),
                    HttpStatus.CONFLICT,
                    actor);
            page.addObject("known", known.first());
            return page;
        } catch (RuleViolation violation) {
            var problems = atFormFields(FormProblems.of(violation, say), form);
            return form(
                    form,
                    draft.issueDate() == null ? undated(problems, say) : problems,
                    violation.rule().refusal() == Rule.Refusal.CONFLICT
                            ? HttpStatus.CONFLICT
                            : HttpStatus.UNPROCESSABLE_ENTITY,
                    actor);
        }
    }

    /** What is typed from paper bears a date: without one nobody knows when it is to be paid. */
    private static FormProblems undated(FormProblems others, Words say) {
        var fields = new LinkedHashMap<>(others.byField());
        fields.put("issueDate", say.text("invoice.problem.noIssueDate"));
        var sentence = others.sentence();
        return new FormProblems(sentence == null ? say.text("form.problems") : sentence, fields);
    }

    @PostMapping("/sums")
    String sums(@ModelAttribute("form") CaptureForm form, Actor actor, Model model) {
        actor.mustBeIn(Group.ACCOUNTS_PAYABLE);
        var say = pages.words();
        model.addAttribute("sums", LiveSums.of(form, orderOf(form).orElse(null), say));
        model.addAttribute("live", true);
        return "console/invoice/parts :: live";
    }

    private ModelAndView captured(Invoice invoice, RedirectAttributes redirect, Words say) {
        redirect.addFlashAttribute("done", say.text("invoice.new.done", invoice.number(), invoice.id()));
        return new ModelAndView("redirect:/invoices/" + invoice.id());
    }

    private ModelAndView refusedFile(String sentence, Actor actor) {
        return start(null, FormProblems.of("file", sentence, sentence), null, HttpStatus.UNPROCESSABLE_ENTITY, actor);
    }

    private ModelAndView start(
            @Nullable String q, FormProblems problems, @Nullable InvoiceId known, HttpStatus status, Actor actor) {
        var view = new ModelAndView(START, status);
        view.addObject("problems", problems);
        view.addObject("known", known);
        view.addObject("mailboxRead", mailbox.isConfigured());
        view.addObject("q", q == null ? "" : q.strip());
        var senders = q == null || q.isBlank() ? List.<Supplier>of() : suppliers.matching(q, MOST_SUPPLIERS);
        view.addObject("suppliers", senders);
        view.addObject("choices", q == null || q.isBlank() ? List.of() : choices(q.strip(), senders, actor));
        return view;
    }

    private List<Choice> choices(String q, List<Supplier> senders, Actor actor) {
        var choices = new ArrayList<Choice>();
        orders.find(new PurchaseOrderNumber(q.toUpperCase(Locale.ROOT)))
                .ifPresent(order -> choices.add(new Choice(order, nameOf(order.supplier()))));
        for (var sender : senders) {
            lists
                    .search(
                            null,
                            sender.number(),
                            null,
                            actor,
                            PageRequest.of(0, MOST_ORDERS, Sort.by("createdAt").descending()))
                    .stream()
                    .filter(PurchaseOrder::takesInvoices)
                    .forEach(order -> choices.add(new Choice(order, sender.name())));
        }
        return choices;
    }

    private String nameOf(String supplier) {
        return suppliers.namesOf(List.of(supplier)).getOrDefault(supplier, supplier);
    }

    private ModelAndView form(CaptureForm form, FormProblems problems, HttpStatus status, Actor actor) {
        var view = new ModelAndView(FORM, status);
        var mail = form.getMail();
        view.addObject("mailed", mail == null ? null : mailbox.document(mail, actor));
        view.addObject("mailKind", mail == null ? null : MailboxPageController.kind(mailbox.content(mail, actor)));
        var order = orderOf(form);
        var supplier = form.getSupplier();
        view.addObject("form", form);
        view.addObject("problems", problems);
        view.addObject("order", order.orElse(null));
        view.addObject("orderLines", orderLines(form, order.orElse(null)));
        view.addObject("supplierName", supplier == null || supplier.isBlank() ? null : nameOf(supplier));
        view.addObject("types", InvoiceType.values());
        view.addObject("sums", LiveSums.of(form, order.orElse(null), pages.words()));
        return view;
    }

    private static Map<Integer, Object> orderLines(CaptureForm form, @Nullable PurchaseOrder order) {
        var lines = new HashMap<Integer, Object>();
        for (int index = 0; index < form.getLines().size(); index++) {
            var number = form.getLines().get(index).getOrderLine();
            if (order != null && number != null && number.matches("[1-9]\\d{0,4}")) {
                var place = Integer.parseInt(number) - 1;
                if (place < order.lines().size()) {
                    lines.put(index, order.lines().get(place));
                }
            }
        }
        return lines;
    }

    private Optional<PurchaseOrder> orderOf(CaptureForm form) {
        var number = form.getOrder();
        return number == null || number.isBlank() || number.length() > 64
                ? Optional.empty()
                : orders.find(new PurchaseOrderNumber(number.strip()));
    }

    /** The draft leaves out lines that are not on the paper; messages stand at the lines of the form all the same. */
    private static FormProblems atFormFields(FormProblems problems, CaptureForm form) {
        var names = form.fieldsOfDraft();
        var fields = new LinkedHashMap<String, String>();
        problems.byField().forEach((field, message) -> {
            var end = field.indexOf("].") + 2;
            var renamed = end < 2 ? null : names.get(field.substring(0, end));
            fields.put(renamed == null ? field : renamed + field.substring(end), message);
        });
        return new FormProblems(problems.sentence(), fields);
    }

    private byte[] asJson(InvoiceDraft draft) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(draft);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OnKnownNumber onKnown(boolean evenIfKnown) {
        return evenIfKnown ? OnKnownNumber.KEEP : OnKnownNumber.REFUSE;
    }
}
