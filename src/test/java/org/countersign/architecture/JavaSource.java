package org.countersign.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A source file and its syntax tree, as the compiler reads it.
 *
 * @param name for messages
 */
record JavaSource(String name, String text, CompilationUnitTree tree, DocTrees trees) {

    /** The files below a directory. */
    static List<JavaSource> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(JavaSource::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file. */
    static JavaSource read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaSource parse(String name, String text) throws IOException {
        var file = new SimpleJavaFileObject(URI.create("string:///" + name), Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, List.of(file));
        var tree = task.parse().iterator().next();
        return new JavaSource(name, text, tree, DocTrees.instance(task));
    }

    /** The line on which a position lies, from 1. */
    long line(long position) {
        return tree.getLineMap().getLineNumber(position);
    }
}
