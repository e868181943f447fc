package org.countersign.dispatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Company;
import org.countersign.shared.Templates;
import org.countersign.supplier.Supplier;
import org.springframework.stereotype.Component;

/** Prints an order: the same order gives the same bytes. */
@Component
class OrderPdf {

    private final OrderPaper paper;
    private final Templates templates;
    private final Company company;
    private final Letterhead letterhead;
    private final PaperPrinter printer;

    OrderPdf(OrderPaper paper, Templates templates, Company company, Letterhead letterhead, PaperPrinter printer) {
        this.paper = paper;
        this.templates = templates;
        this.company = company;
        this.letterhead = letterhead;
        this.printer = printer;
    }

    byte[] write(PurchaseOrder order, Supplier supplier) {
        var language = OrderPaper.languageOf(supplier);
        var model = new HashMap<String, Object>();
        model.put("order", paper.of(order, supplier));
        model.put("company", company);
        model.put("country", OrderPaper.countryName(company.country(), language));
        var logo = letterhead.logo();
        if (logo != null) {
            model.put("logo", logo);
        }
        var html = templates.fill("documents/purchase-order.html", language, model);
        try {
            return printer.print(html, order.revisedAt() == null ? order.createdAt() : order.revisedAt());
        } catch (IOException e) {
            throw new UncheckedIOException(order.number() + " cannot be printed", e);
        }
    }
}
