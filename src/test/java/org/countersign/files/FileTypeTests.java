package org.countersign.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FileTypeTests {

    @Test
    @DisplayName("A file is what its bytes are")
    void aFileIsWhatItsBytesAre() {
        assertThat(FileType.of(FileExamples.pdf("a"))).contains(FileType.PDF);
        assertThat(FileType.of(FileExamples.text("a;b\n1;Müller\n"))).contains(FileType.TEXT);
        assertThat(FileType.of("Größe;1\n".getBytes(StandardCharsets.ISO_8859_1)))
                .contains(FileType.TEXT);
        assertThat(FileType.of("\uFEFFA;b".getBytes(StandardCharsets.UTF_16LE))).contains(FileType.TEXT);
        assertThat(FileType.of(FileExamples.text("<?xml version='1.0'?><a/>"))).contains(FileType.XML);
        assertThat(FileType.of(FileExamples.text("<!DOCTYPE HTML><p>"))).contains(FileType.HTML);
        assertThat(FileType.of(FileExamples.text("<?xml version='1.0'?><SVG onload='a()'/>")))
                .contains(FileType.SVG);
        assertThat(FileType.of("\uFEFF<html><script>".getBytes(StandardCharsets.UTF_16LE)))
                .contains(FileType.HTML);
        assertThat(FileType.of(FileExamples.zip("[Content_Types].xml", "word/document.xml")))
                .contains(FileType.DOCX);
        assertThat(FileType.of(FileExamples.zip("[Content_Types].xml", "xl/workbook.xml")))
                .contains(FileType.XLSX);
        assertThat(FileType.of(FileExamples.zip("[Content_Types].xml", "ppt/presentation.xml")))
                .contains(FileType.PPTX);
        assertThat(FileType.of(FileExamples.zip("a.txt"))).contains(FileType.ZIP);
        for (var type : new FileType[] {FileType.ODT, FileType.ODS, FileType.ODP}) {
            assertThat(FileType.of(FileExamples.openDocument(type.mediaType()))).contains(type);
        }
    }

    @Test
    @DisplayName("Programs, scripts, documents with macros and unknown bytes are nothing that is taken")
    void programsAreNothingThatIsTaken() {
        assertThat(FileType.of(FileExamples.program())).isEmpty();
        assertThat(FileType.of(FileExamples.text("#!/bin/sh\nrm -r /\n"))).isEmpty();
        assertThat(FileType.of(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0})).isEmpty();
        assertThat(FileType.of(FileExamples.zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")))
                .isEmpty();
        assertThat(FileType.of(new byte[] {'P', 'K', 3, 4, 1, 2, 3})).isEmpty();
        assertThat(FileType.of(new byte[] {1, 2, 3})).isEmpty();
    }

    @Test
    @DisplayName("The directory of an archive is read up to its 10,000th name, and nothing is unpacked")
    void anArchiveOfTooManyNamesIsNothing() {
        var most =
                IntStream.range(0, ZipNames.MOST).mapToObj(name -> "n" + name).toArray(String[]::new);
        assertThat(ZipNames.of(FileExamples.zip(most))).hasSize(ZipNames.MOST);
        var more = IntStream.rangeClosed(0, ZipNames.MOST)
                .mapToObj(name -> "n" + name)
                .toArray(String[]::new);
        assertThat(FileType.of(FileExamples.zip(more))).isEmpty();
    }

    @Test
    @DisplayName("Names lose paths, signs and directions, keep every script, and end as their type does")
    void namesAreMadeHarmless() {
        assertThat(FileName.of("C:\\temp\\Angebot Müller & Söhne.PDF", FileType.PDF))
                .isEqualTo("Angebot Müller & Söhne.PDF");
        assertThat(FileName.of("../../etc/<passwd>\r\n.csv", FileType.TEXT)).isEqualTo("passwd .csv");
        assertThat(FileName.of("見積書.pdf", FileType.PDF)).isEqualTo("見積書.pdf");
        assertThat(FileName.of("A\u0308ngebot.pdf", FileType.PDF)).isEqualTo("Ängebot.pdf");
        assertThat(FileName.of("fdp.\u202Eexe", FileType.TEXT)).isEqualTo("fdp.exe.txt");
        assertThat(FileName.of("setup.bat", FileType.TEXT)).isEqualTo("setup.bat.txt");
        assertThat(FileName.of(".htaccess", FileType.TEXT)).isEqualTo("htaccess.txt");
        assertThat(FileName.of(null, FileType.PNG)).isEqualTo("file.png");
        assertThat(FileName.of("x".repeat(300) + ".pdf", FileType.PDF))
                .hasSize(120)
                .endsWith(".pdf");
    }
}
