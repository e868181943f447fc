package org.countersign.dispatch;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.slf4j.Slf4jLogger;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;

/**
 * Prints a page as PDF. The fonts are our own, so that it looks the same on every machine, and nothing in the file depends on
 * when or where it is printed: the same words of the same moment give the same bytes.
 */
@Component
public class PaperPrinter {

    private static final String FAMILY = "Document";

    private final OrderFonts fonts;

    PaperPrinter(OrderFonts fonts) {
        this.fonts = fonts;
    }

    /**
     * Prints.
     *
     * @param html well-formed, with the font family {@code Document}
     * @param written when what it says came about
     * @throws IOException where it cannot be laid out
     */
    public byte[] print(String html, Instant written) throws IOException {
        var pair = fonts.take();
        var printed = print(html, written, pair);
        fonts.giveBack(pair);
        return printed;
    }

    private static byte[] print(String html, Instant written, OrderFonts.Pair pair) throws IOException {
        Log.quiet();
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

    /** The renderer speaks to our log; set up with the first page that is printed. */
    private static final class Log {

        static {
            XRLog.setLoggerImpl(new Slf4jLogger());
        }

        static void quiet() {
            // Loading the class was all.
        }
    }
}
