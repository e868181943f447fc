package org.countersign.dispatch;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Company;
import org.countersign.shared.Templates;
import org.countersign.supplier.Supplier;
import org.springframework.stereotype.Component;

/**
 * Prints an order. The fonts are our own, so that it looks the same on every machine, and nothing in the file depends on
 * when or where it is printed: the same order gives the same bytes.
 */
@Component
class OrderPdf {

    private static final String FAMILY = "Document";

    static {
        XRLog.setLoggerImpl(new Slf4jLogger());
    }

    private final OrderPaper paper;
    private final Templates templates;
    private final Company company;
    private final Letterhead letterhead;
    private final OrderFonts fonts;

    OrderPdf(OrderPaper paper, Templates templates, Company company, Letterhead letterhead, OrderFonts fonts) {
        this.paper = paper;
        this.templates = templates;
        this.company = company;
        this.letterhead = letterhead;
        this.fonts = fonts;
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
            var pair = fonts.take();
            var written = print(order, html, pair);
            fonts.giveBack(pair);
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(order.number() + " cannot be printed", e);
        }
    }

    private static byte[] print(PurchaseOrder order, String html, OrderFonts.Pair pair) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var builder = new PdfRendererBuilder()
                    .useFastMode()
                    .usePDDocument(document)
                    .withHtmlContent(html, null)
                    .withProducer("Countersign")
                    .useUriResolver((base, uri) -> uri != null && uri.startsWith("data:image/") ? uri : null)
                    .useFont(font(document, pair.regular()), FAMILY, 400, FontStyle.NORMAL, true)
                    .useFont(font(document, pair.bold()), FAMILY, 700, FontStyle.NORMAL, true);
            try (var renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFWithoutClosing();
                var issued = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
                var written = order.revisedAt() == null ? order.createdAt() : order.revisedAt();
                issued.setTimeInMillis(written.toEpochMilli());
                issued.set(Calendar.MILLISECOND, 0);
                document.getDocumentInformation().setCreationDate(issued);
                document.setDocumentId(written.getEpochSecond());
                document.save(out);
            }
        }
        return out.toByteArray();
    }

    private static PDFontSupplier font(PDDocument document, TrueTypeFont font) throws IOException {
        return new PDFontSupplier(PDType0Font.load(document, font, true));
    }
}
