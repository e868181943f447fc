package org.countersign.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoPrivacyTests {

    @Test
    @DisplayName("What a JPEG tells about place and people is gone, the picture and its way up stay")
    void aJpegTellsNothing() throws IOException {
        var telling = PhotoExamples.tellingJpeg(6);
        assertThat(text(telling)).contains(PhotoExamples.TELLING);

        var stripped = PhotoPrivacy.stripped(PhotoFormat.JPEG, telling);

        assertThat(text(stripped)).doesNotContain(PhotoExamples.TELLING).contains("Exif");
        // The way up: tag 0x0112, a short, one of it, 6.
        assertThat(text(stripped)).contains(text(new byte[] {0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6}));
        assertSamePicture(stripped, PhotoExamples.picture("jpg"));
    }

    @Test
    void aJpegThatStandsUprightNeedsNoNotes() throws IOException {
        var stripped = PhotoPrivacy.stripped(PhotoFormat.JPEG, PhotoExamples.tellingJpeg(1));
        assertThat(text(stripped)).doesNotContain("Exif");
        assertSamePicture(stripped, PhotoExamples.picture("jpg"));
    }

    @Test
    void aPngTellsNothing() throws IOException {
        assertThat(text(PhotoExamples.tellingPng())).contains(PhotoExamples.TELLING);
        var stripped = PhotoPrivacy.stripped(PhotoFormat.PNG, PhotoExamples.tellingPng());
        assertThat(stripped).isEqualTo(PhotoExamples.picture("png"));
    }

    @Test
    void aWebpTellsNothing() {
        var stripped = PhotoPrivacy.stripped(PhotoFormat.WEBP, PhotoExamples.tellingWebp());
        assertThat(text(stripped)).doesNotContain(PhotoExamples.TELLING).contains("VP8 ");
        assertThat(stripped[20] & 0x08).isZero();
        assertThat(stripped).hasSize(8 + (stripped[4] & 0xFF));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 20, 100, 300})
    void whatIsCutOffIsNoPhoto(int bytes) {
        var cut = Arrays.copyOf(PhotoExamples.picture("jpg"), bytes);
        assertThatThrownBy(() -> PhotoPrivacy.stripped(PhotoFormat.JPEG, cut))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<html><script>1</script>", "GIF89a", "PDF", ""})
    void whatIsNoPhotoIsNotTaken(String content) {
        assertThat(PhotoFormat.of(content.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void photosAreKnownByTheirBytes() {
        assertThat(PhotoFormat.of(PhotoExamples.picture("jpg"))).contains(PhotoFormat.JPEG);
        assertThat(PhotoFormat.of(PhotoExamples.picture("png"))).contains(PhotoFormat.PNG);
        assertThat(PhotoFormat.of(PhotoExamples.tellingWebp())).contains(PhotoFormat.WEBP);
        assertThat(PhotoFormat.of(PhotoExamples.heic())).contains(PhotoFormat.HEIC);
        assertThat(PhotoFormat.of("%PDF-1.7 a delivery note".getBytes(StandardCharsets.UTF_8)))
                .contains(PhotoFormat.PDF);
    }

    private static void assertSamePicture(byte[] one, byte[] two) throws IOException {
        var left = ImageIO.read(new ByteArrayInputStream(one));
        var right = ImageIO.read(new ByteArrayInputStream(two));
        assertThat(left.getWidth()).isEqualTo(right.getWidth());
        for (int x = 0; x < left.getWidth(); x += 7) {
            for (int y = 0; y < left.getHeight(); y += 7) {
                assertThat(left.getRGB(x, y)).isEqualTo(right.getRGB(x, y));
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
