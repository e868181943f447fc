package org.countersign.console.web.invoice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.console.page.CsvFile;
import org.countersign.console.page.Listing;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Words;
import org.countersign.invoicing.InvoiceList;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.InvoiceQuery;
import org.countersign.invoicing.InvoiceRematches;
import org.countersign.invoicing.InvoiceRow;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.InvoiceType;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.web.PageQuery;
import org.countersign.shared.web.Sortable;
import org.countersign.supplier.SupplierDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Slice;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of invoices, as a page and as a file. */
@Controller
class InvoiceListController {

    private static final String MINE = "mine";
    private static final String OVERDUE = "overdue";

    private final InvoiceList invoices;
    private final InvoiceMailbox mailbox;
    private final SupplierDirectory suppliers;
    private final PageModel pages;

    InvoiceListController(InvoiceList invoices, InvoiceMailbox mailbox, SupplierDirectory suppliers, PageModel pages) {
        this.invoices = invoices;
        this.mailbox = mailbox;
        this.suppliers = suppliers;
        this.pages = pages;
    }

    /** What is searched and filtered, as the address says it. */
    record Filters(
            @Nullable String q,
            @Nullable InvoiceStatus status,
            @Nullable String supplier,
            @Nullable InvoiceType type,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dueFrom,
            @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dueTo,
            @Nullable String show) {

        InvoiceQuery asQuery() {
            return new InvoiceQuery(
                    q,
                    status,
                    supplier == null || supplier.isBlank() ? null : supplier.strip(),
                    type,
                    dueFrom,
                    dueTo,
                    OVERDUE.equals(show),
                    MINE.equals(show),
                    false);
        }
    }

    /** An invoice of the list with its supplier's name. */
    record Row(InvoiceRow invoice, @Nullable String supplier) {}

    @GetMapping("/invoices")
    String list(
            Filters filters,
            @Sortable(
                            value = {"id", "number", "supplier", "status", "issueDate", "payBy", "payable", "capturedAt"
                            },
                            byDefault = "capturedAt,desc")
                    PageQuery page,
            HttpServletRequest request,
            Actor actor,
            Model model) {
        var found = invoices.search(filters.asQuery(), actor, page.toPageable());
        model.addAttribute("listing", Listing.of(found.map(named(found)), request));
        model.addAttribute("filters", filters);
        model.addAttribute("statuses", InvoiceStatus.values());
        model.addAttribute("types", InvoiceType.values());
        model.addAttribute("waiting", invoices.waitingFor(actor));
        model.addAttribute("mayCompare", InvoiceRematches.mayAsk(actor));
        model.addAttribute("mayCapture", actor.isIn(Group.ACCOUNTS_PAYABLE));
        var mailboxRead = mailbox.isConfigured() && InvoiceMailbox.maySee(actor);
        model.addAttribute("mailbox", mailboxRead);
        model.addAttribute("mailsWaiting", mailboxRead ? mailbox.waiting() : 0L);
        model.addAttribute(
                "supplierName",
                filters.supplier() == null || filters.supplier().isBlank()
                        ? null
                        : suppliers
                                .namesOf(List.of(filters.supplier()))
                                .getOrDefault(filters.supplier(), filters.supplier()));
        return "console/invoice/list";
    }

    @GetMapping("/invoices.csv")
    void csv(
            Filters filters,
            @Sortable(
                            value = {"id", "number", "supplier", "status", "issueDate", "payBy", "payable", "capturedAt"
                            },
                            byDefault = "capturedAt,desc")
                    PageQuery page,
            HttpServletResponse response,
            Actor actor) {
        var say = pages.words();
        CsvFile.write(
                response,
                say.language(),
                say.text("invoices.file"),
                head(say),
                page.sort(),
                part -> {
                    var found = invoices.part(filters.asQuery(), actor, part);
                    return found.map(named(found));
                },
                row -> cells(row, say));
    }

    private Function<InvoiceRow, Row> named(Slice<InvoiceRow> found) {
        var names = suppliers.namesOf(found.stream()
                .map(InvoiceRow::supplier)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.toSet()));
        return row -> new Row(row, row.supplier() == null ? null : names.getOrDefault(row.supplier(), row.supplier()));
    }

    private static List<String> head(Words say) {
        return Arrays.asList(
                say.text("invoice.id"),
                say.text("invoice.number"),
                say.text("invoice.type"),
                say.text("invoice.status"),
                say.text("invoice.supplierNumber"),
                say.text("invoice.supplier"),
                say.text("invoice.orders"),
                say.text("invoice.issued"),
                say.text("invoice.payBy"),
                say.text("invoice.discountUntil"),
                say.text("invoice.currency"),
                say.text("invoice.payable"),
                say.text("invoice.paid"),
                say.text("invoice.captured"),
                say.text("invoice.differences"));
    }

    private static List<? extends @Nullable Object> cells(Row row, Words say) {
        var invoice = row.invoice();
        return Arrays.<@Nullable Object>asList(
                invoice.id().value(),
                invoice.number(),
                say.text("invoiceType." + invoice.type()),
                say.text("invoiceStatus." + invoice.status()),
                invoice.supplier(),
                row.supplier(),
                invoice.orders().stream().map(Object::toString).collect(Collectors.joining(" ")),
                invoice.issueDate(),
                invoice.payBy(),
                invoice.discountUntil(),
                invoice.currency(),
                plain(invoice.payable()),
                plain(invoice.paid()),
                invoice.capturedAt().atZone(say.zone()).toLocalDate(),
                invoice.waitingFor().stream()
                        .map(open -> say.text("invoiceException." + open.type()))
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    private static BigDecimal plain(BigDecimal amount) {
        var stripped = amount.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }
}
