package org.countersign.console.web.receiving;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.files.FileUpload;
import org.countersign.purchasing.OrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.AdvisedLine;
import org.countersign.receiving.DespatchAdvice;
import org.countersign.receiving.DespatchAnnouncements;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.ReceiptPhoto;
import org.countersign.receiving.ReceiptPhotos;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The dock: find the order that a delivery belongs to, book what arrived, and go back to scanning. */
@Controller
@RequestMapping("/receiving")
class ReceivingController {

    private static final int SOON_DAYS = 7;
    private static final int LONGEST_NUMBER = 64;

    private final DockSearch search;
    private final DocumentAccess access;
    private final PurchaseOrderManagement orders;
    private final PurchaseOrderLists lists;
    private final GoodsReceiving receiving;
    private final ReceiptPhotos photos;
    private final DespatchAnnouncements announcements;
    private final SupplierDirectory suppliers;
    private final PageModel pages;

    ReceivingController(
            DockSearch search,
            DocumentAccess access,
            PurchaseOrderManagement orders,
            PurchaseOrderLists lists,
            GoodsReceiving receiving,
            ReceiptPhotos photos,
            DespatchAnnouncements announcements,
            SupplierDirectory suppliers,
            PageModel pages) {
        this.search = search;
        this.access = access;
        this.orders = orders;
        this.lists = lists;
        this.receiving = receiving;
        this.photos = photos;
        this.announcements = announcements;
        this.suppliers = suppliers;
        this.pages = pages;
    }

    @GetMapping
    Object dock(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String when,
            @RequestParam(required = false) @Nullable String booked,
            @RequestParam(required = false) @Nullable String waiting,
            @Sortable(
                            value = {"number", "nextDelivery", "supplier"},
                            byDefault = "nextDelivery")
                    PageQuery page,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        if (code != null && !code.isBlank()) {
            var found = search.find(code.strip(), actor);
            if (found.orders().size() == 1) {
                return "redirect:" + address(found, found.orders().get(0));
            }
            model.addAttribute("code", code.strip());
            model.addAttribute("items", found.items());
            model.addAttribute("hits", rows(found.orders()));
            model.addAttribute("links", links(found));
        }
        if (booked != null && !booked.isBlank() && booked.length() <= LONGEST_NUMBER) {
            model.addAttribute("booked", booked(booked, actor));
        }
        if (waiting != null && !waiting.isBlank() && waiting.length() <= LONGEST_NUMBER) {
            model.addAttribute("waiting", booked(waiting, actor));
        }
        var today = pages.words().today();
        var span = when == null || !Set.of("soon", "undated").contains(when) ? "now" : when;
        var expected = switch (span) {
            case "soon" -> lists.expected(today.plusDays(1), today.plusDays(SOON_DAYS), actor, page.toPageable());
            case "undated" -> lists.expectedAnyDay(actor, page.toPageable());
            default -> lists.expected(null, today, actor, page.toPageable());
        };
        model.addAttribute("announces", DespatchAnnouncements.mayAnnounce(actor));
        model.addAttribute("when", span);
        model.addAttribute("today", today);
        model.addAttribute("listing", listing(expected, request));
        return "console/receiving/dock";
    }

    private Listing<Row> listing(Page<PurchaseOrder> expected, HttpServletRequest request) {
        var names = names(expected.getContent());
        return Listing.of(expected.map(order -> Row.of(order, names)), request);
    }

    private static String address(DockSearch.Found found, PurchaseOrder order) {
        var numbers = found.items().stream().map(item -> item.number()).collect(Collectors.toSet());
        return order.lines().stream()
                .filter(line -> line.open().signum() > 0 && line.item() != null && numbers.contains(line.item()))
                .findFirst()
                .map(line -> "/receiving/" + order.number() + "?line=" + line.line() + "#line-" + line.line())
                .orElse("/receiving/" + order.number());
    }

    private static Map<String, String> links(DockSearch.Found found) {
        var links = new LinkedHashMap<String, String>();
        found.orders().forEach(order -> links.put(order.number().value(), address(found, order)));
        return links;
    }

    private Booked booked(String number, Actor actor) {
        var receipt = receiving.receipt(new DocumentNumber(number));
        var order = access.order(receipt.purchaseOrder(), actor);
        return new Booked(
                receipt,
                order,
                order.lines().stream().filter(line -> line.open().signum() > 0).toList(),
                photos.byReceipt(order.number()).getOrDefault(number, List.of()));
    }

    @GetMapping("/{number}")
    String order(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Integer line,
            @RequestParam(required = false) @Nullable String advice,
            Actor actor,
            Model model) {
        var order = access.order(number, actor);
        model.addAttribute("scanned", line);
        var announced = announcements.expectedOf(order).stream()
                .filter(one -> advice == null || one.id().equals(advice))
                .findFirst();
        model.addAttribute("filledBy", announced.orElse(null));
        return show(
                order,
                announced
                        .map(one -> DeliveryForm.announced(one, mine(order, actor)))
                        .orElseGet(DeliveryForm::empty),
                FormProblems.NONE,
                actor,
                model);
    }

    /** A despatch advice is handed in: the order that it announces opens with it. */
    @PostMapping("/despatch-advices")
    Object announce(
            @RequestParam(name = "advice", required = false) @Nullable MultipartFile file,
            Actor actor,
            RedirectAttributes redirect)
            throws IOException {
        var say = pages.words();
        if (file == null || file.isEmpty()) {
            redirect.addFlashAttribute("notAnnounced", say.text("receiving.advice.noFile"));
            return "redirect:/receiving";
        }
        try {
            var announced = announcements.announce(file.getBytes(), actor);
            var first = announced.advices().get(0);
            redirect.addFlashAttribute(
                    "done",
                    say.text(
                            announced.isNew() ? "receiving.advice.kept" : "receiving.advice.keptBefore",
                            first.number()));
            return "redirect:/receiving/" + first.purchaseOrder() + "?advice=" + first.id();
        } catch (RuleViolation violation) {
            redirect.addFlashAttribute("notAnnounced", say.sentence(violation));
            return "redirect:/receiving";
        }
    }

    /** What was announced, as it was received. */
    @GetMapping("/{number}/despatch-advices/{id}")
    ResponseEntity<byte[]> original(@PathVariable String number, @PathVariable String id, Actor actor) {
        var order = access.order(number, actor);
        var advice = announcements.advice(id);
        if (!advice.purchaseOrder().equals(order.number().value())) {
            throw new NotFound("despatch advice", id);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".xml\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(announcements.original(id));
    }

    @PostMapping("/{number}")
    Object deliver(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(name = "photos", required = false) @Nullable List<MultipartFile> files,
            Actor actor,
            Model model) {
        var order = access.order(number, actor);
        var written = DeliveryForm.read(sent);
        if (order.lines().stream().noneMatch(line -> receiving.mayReceive(order, line.line(), actor))) {
            throw new NotAllowed(pages.words().text("receiving.notYours"));
        }
        var began = beganWith(order, sent.getFirst("advice"));
        model.addAttribute("filledBy", began.orElse(null));
        if (sent.containsKey("takeAway")) {
            photos.discard(written.form(), String.valueOf(sent.getFirst("takeAway")), actor);
            return show(order, written, FormProblems.NONE, actor, model);
        }
        var faulty = keep(order, written, files, actor);
        if (faulty != null) {
            show(order, written, faulty.problems(), actor, model);
            return new ModelAndView("console/receiving/order", model.asMap(), faulty.status());
        }
        if (sent.containsKey("keepPhotos")) {
            return show(order, written, FormProblems.NONE, actor, model);
        }
        var all = sent.getFirst("all");
        if (all != null) {
            return show(order, filled(order, written, all), FormProblems.NONE, actor, model);
        }
        return book(
                order,
                sent.containsKey("everything") ? everything(order, written, began, actor) : written,
                actor,
                model);
    }

    /** The advice with which a form began, as long as nothing of it was booked. */
    private Optional<DespatchAdvice> beganWith(PurchaseOrder order, @Nullable String advice) {
        return advice == null
                ? Optional.empty()
                : announcements.expectedOf(order).stream()
                        .filter(one -> one.id().equals(advice))
                        .findFirst();
    }

    /** What was announced is not all that is open: with an advice, everything is what it names. */
    private DeliveryForm everything(
            PurchaseOrder order, DeliveryForm written, Optional<DespatchAdvice> began, Actor actor) {
        var mine = mine(order, actor);
        return began.map(advice -> written.withAllOf(advice, mine)).orElseGet(() -> written.withAllOf(mine));
    }

    private Object book(PurchaseOrder order, DeliveryForm written, Actor actor, Model model) {
        var say = pages.words();
        var unreadable = written.unreadable();
        if (!unreadable.isEmpty()) {
            var messages = new LinkedHashMap<String, String>();
            unreadable.forEach(field -> messages.put(field, say.text("receiving.noNumber")));
            return refused(order, written, new FormProblems(null, messages), actor, model);
        }
        if (written.isEmpty()) {
            return refused(
                    order, written, new FormProblems(say.text("receiving.nothingEntered"), Map.of()), actor, model);
        }
        try {
            var receipt = receiving.receive(order.number(), written.draft(), written.form(), actor);
            var waiting = receipt.waiting();
            return "redirect:/receiving?booked=" + receipt.number()
                    + (waiting == null ? "" : "&waiting=" + waiting.number());
        } catch (RuleViolation violation) {
            // Somebody may have booked meanwhile: what is open is shown as it is now.
            show(orders.order(order.number()), written, written.problems(violation, say), actor, model);
            return new ModelAndView("console/receiving/order", model.asMap(), status(violation));
        }
    }

    private static HttpStatus status(RuleViolation violation) {
        return switch (violation.rule().refusal()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
            case CONFLICT -> HttpStatus.CONFLICT;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    /** Photos that were not kept: why, and what is answered. */
    private record Refused(FormProblems problems, HttpStatus status) {}

    private ModelAndView refused(
            PurchaseOrder order, DeliveryForm written, FormProblems problems, Actor actor, Model model) {
        show(order, written, problems, actor, model);
        return new ModelAndView("console/receiving/order", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private List<PurchaseOrderLine> mine(PurchaseOrder order, Actor actor) {
        return order.lines().stream()
                .filter(line -> receiving.mayReceive(order, line.line(), actor))
                .toList();
    }

    private static DeliveryForm filled(PurchaseOrder order, DeliveryForm written, String line) {
        return order.lines().stream()
                .filter(one -> String.valueOf(one.line()).equals(line))
                .findFirst()
                .map(written::withAllOf)
                .orElse(written);
    }

    /** Keeps what was photographed before anything else is looked at; null where nothing is wrong with it. */
    private @Nullable Refused keep(
            PurchaseOrder order, DeliveryForm written, @Nullable List<MultipartFile> files, Actor actor) {
        var uploads = uploads(files);
        if (uploads.isEmpty()) {
            return null;
        }
        try {
            photos.keep(order.number(), written.form(), uploads, actor);
            return null;
        } catch (RuleViolation violation) {
            var sentence = pages.words().sentence(violation);
            return new Refused(FormProblems.of("photos", sentence, sentence), status(violation));
        }
    }

    /** Photos are sent as soon as they are taken, one by one, where scripts run. */
    @PostMapping("/{number}/photos")
    ModelAndView photo(
            @PathVariable String number,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(name = "photos", required = false) @Nullable List<MultipartFile> files,
            Actor actor,
            Model model) {
        var order = access.order(number, actor);
        var written = DeliveryForm.read(sent);
        if (sent.containsKey("takeAway")) {
            photos.discard(written.form(), String.valueOf(sent.getFirst("takeAway")), actor);
        }
        var faulty = keep(order, written, files, actor);
        model.addAttribute("order", order);
        model.addAttribute("waiting", photos.waiting(written.form(), actor));
        model.addAttribute("problems", faulty == null ? FormProblems.NONE : faulty.problems());
        return new ModelAndView(
                "console/receiving/photos :: waiting(order=${order}, waiting=${waiting}, problems=${problems})",
                model.asMap(),
                faulty == null ? HttpStatus.OK : faulty.status());
    }

    /** More photos for a receipt that is booked. */
    @PostMapping("/{number}/receipts/{receipt}/photos")
    Object more(
            @PathVariable String number,
            @PathVariable String receipt,
            @RequestParam(name = "photos", required = false) @Nullable List<MultipartFile> files,
            Actor actor,
            Model model,
            RedirectAttributes redirect) {
        var order = access.order(number, actor);
        try {
            var added = photos.add(order.number(), receipt, uploads(files), actor);
            redirect.addFlashAttribute("done", pages.words().text("receiving.photosAdded", added.size(), receipt));
            return "redirect:/receiving/" + order.number();
        } catch (RuleViolation violation) {
            var sentence = pages.words().sentence(violation);
            return refused(
                    order,
                    DeliveryForm.empty(),
                    FormProblems.of("photos." + receipt, sentence, sentence),
                    actor,
                    model);
        }
    }

    private static List<FileUpload> uploads(@Nullable List<MultipartFile> files) {
        var uploads = new ArrayList<FileUpload>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            try {
                if (!file.isEmpty()) {
                    uploads.add(new FileUpload(file.getOriginalFilename(), file.getBytes()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return uploads;
    }

    private String show(PurchaseOrder order, DeliveryForm written, FormProblems problems, Actor actor, Model model) {
        var today = pages.words().today();
        var mine = mine(order, actor);
        var open = mine.stream().filter(line -> line.open().signum() > 0).toList();
        var kept = photos.byReceipt(order.number());
        var receipts = receiving.receiptsOf(order.number());
        model.addAttribute("order", order);
        model.addAttribute("supplier", names(List.of(order)).getOrDefault(order.supplier(), order.supplier()));
        model.addAttribute("written", written);
        model.addAttribute("problems", problems);
        model.addAttribute("today", today);
        model.addAttribute("open", open);
        model.addAttribute(
                "settled", mine.stream().filter(line -> !open.contains(line)).toList());
        model.addAttribute("others", others(order, mine));
        model.addAttribute(
                "shared",
                mine.stream()
                        .filter(line -> receiving.isAcceptedByShare(order, line))
                        .map(PurchaseOrderLine::line)
                        .collect(Collectors.toSet()));
        model.addAttribute("late", isClosed(order));
        model.addAttribute("bookable", !mine.isEmpty() && (order.status().takesReceipts() || isClosed(order)));
        model.addAttribute("mine", !mine.isEmpty());
        model.addAttribute(
                "advices",
                announcements.expectedOf(order).stream()
                        .map(advice -> new Advised(advice, announcements.compare(advice, order)))
                        .toList());
        model.addAttribute("waiting", photos.waiting(written.form(), actor));
        model.addAttribute("receipts", receipts);
        model.addAttribute(
                "reversible",
                receipts.stream()
                        .filter(receipt -> receiving.mayReverse(order, receipt, actor))
                        .map(receipt -> receipt.number().value())
                        .collect(Collectors.toSet()));
        model.addAttribute("photos", kept);
        model.addAttribute("mostPhotos", ReceiptPhotos.MOST);
        model.addAttribute("mostBytes", ReceiptPhotos.MOST_BYTES);
        model.addAttribute("receiver", actor.isIn(Group.RECEIVER));
        return "console/receiving/order";
    }

    private static boolean isClosed(PurchaseOrder order) {
        return order.status() == OrderStatus.CLOSED || order.status() == OrderStatus.CLOSED_SHORT;
    }

    private static List<PurchaseOrderLine> others(PurchaseOrder order, List<PurchaseOrderLine> mine) {
        return order.lines().stream()
                .filter(line -> !mine.contains(line) && line.open().signum() > 0)
                .toList();
    }

    private List<Row> rows(List<PurchaseOrder> found) {
        var names = names(found);
        return found.stream().map(order -> Row.of(order, names)).toList();
    }

    private Map<String, String> names(List<PurchaseOrder> found) {
        return suppliers.namesOf(
                found.stream().map(PurchaseOrder::supplier).distinct().toList());
    }

    /**
     * An order in the list of what is expected.
     *
     * @param open how many lines are open
     */
    record Row(
            PurchaseOrderNumber number,
            String title,
            String supplier,
            OrderStatus status,
            @Nullable LocalDate expected,
            long open,
            int lines) {

        static Row of(PurchaseOrder order, Map<String, String> names) {
            return new Row(
                    order.number(),
                    order.title(),
                    names.getOrDefault(order.supplier(), order.supplier()),
                    order.status(),
                    order.nextDelivery(),
                    order.lines().stream()
                            .filter(line -> line.open().signum() > 0)
                            .count(),
                    order.lines().size());
        }
    }

    /** What was announced, beside what is open. */
    record Advised(DespatchAdvice advice, List<AdvisedLine> lines) {}

    /** What was booked a moment ago, and what is still open then. */
    record Booked(GoodsReceipt receipt, PurchaseOrder order, List<PurchaseOrderLine> open, List<ReceiptPhoto> photos) {}
}
