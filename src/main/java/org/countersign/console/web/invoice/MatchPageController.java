package org.countersign.console.web.invoice;

import org.countersign.console.DocumentAccess;
import org.countersign.console.page.PageModel;
import org.countersign.invoicing.MatchHistory;
import org.countersign.shared.Actor;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** One comparison of an invoice as it was, on a page and as PDF, for those who may see the invoice. */
@Controller
class MatchPageController {

    private final DocumentAccess access;
    private final MatchHistory history;
    private final MatchPages pages;
    private final PageModel model;

    MatchPageController(DocumentAccess access, MatchHistory history, MatchPages pages, PageModel model) {
        this.access = access;
        this.history = history;
        this.pages = pages;
        this.model = model;
    }

    @GetMapping("/invoices/{id}/matches/{run}")
    ModelAndView one(@PathVariable String id, @PathVariable int run, Actor actor) {
        var invoice = access.invoice(id, actor);
        var view = new ModelAndView("console/invoice/match");
        view.addObject("invoice", invoice);
        view.addObject("match", pages.of(invoice, history.run(invoice, run), model.words()));
        return view;
    }

    @GetMapping("/invoices/{id}/matches/{run}/document")
    ResponseEntity<byte[]> document(@PathVariable String id, @PathVariable int run, Actor actor) {
        return pdf(id, run, pages.print(access.invoice(id, actor), run, model.words()));
    }

    static ResponseEntity<byte[]> pdf(String id, int run, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + "-match-" + run + ".pdf")
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }
}
