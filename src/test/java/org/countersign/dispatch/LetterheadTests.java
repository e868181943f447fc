package org.countersign.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.supplier.SupplierExamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterheadTests {

    @TempDir
    Path folder;

    @Test
    void withoutALogoTheNameStandsAlone() {
        assertThat(DispatchExamples.letterhead(null).logo()).isNull();
    }

    @Test
    void theLogoStandsOnThePageAndOnTheOrder() throws IOException {
        var file = folder.resolve("logo.png");
        ImageIO.write(logo(), "png", file.toFile());

        assertThat(DispatchExamples.letterhead(file.toString()).logo()).startsWith("data:image/png;base64,iVBOR");
        var pdf = DispatchExamples.pdf(file.toString())
                .write(PurchaseOrderExamples.ofOneLine(), SupplierExamples.abroad());
        try (var document = Loader.loadPDF(pdf)) {
            var resources = document.getPage(0).getResources();
            assertThat(resources.getXObjectNames())
                    .anyMatch(name -> resources.isImageXObject(COSName.getPDFName(name.getName())));
        }
    }

    @Test
    void whatIsNoPictureIsRefusedAtTheStart() throws IOException {
        var text = Files.writeString(folder.resolve("logo.svg"), "<svg onload='alert(1)'/>");
        assertThatThrownBy(() -> DispatchExamples.letterhead(text.toString()))
                .hasMessageContaining("countersign.letterhead.logo", "neither PNG nor JPEG");
        assertThatThrownBy(() ->
                        DispatchExamples.letterhead(folder.resolve("none.png").toString()))
                .hasMessageContaining("cannot be read");
        var large = Files.write(folder.resolve("large.png"), new byte[300_001]);
        assertThatThrownBy(() -> DispatchExamples.letterhead(large.toString())).hasMessageContaining("300 kB");
    }

    private static BufferedImage logo() {
        var image = new BufferedImage(120, 40, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillRect(0, 0, 120, 40);
        pen.dispose();
        return image;
    }
}
