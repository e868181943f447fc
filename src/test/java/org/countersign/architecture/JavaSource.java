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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
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
            return parse(files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One file. */
    static JavaSource read(Path file) {
        try {
            return parse(List.of(file)).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JavaSource> parse(List<Path> files) throws IOException {
        var sources = new ArrayList<JavaFileObject>();
        for (var file : files) {
            var text = Files.readString(file, StandardCharsets.UTF_8);
            sources.add(new SimpleJavaFileObject(URI.create("string:///" + file), Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            });
        }
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, sources);
        var trees = DocTrees.instance(task);
        var parsed = new ArrayList<JavaSource>();
        for (var tree : task.parse()) {
            var file = tree.getSourceFile();
            parsed.add(new JavaSource(
                    file.toUri().getPath().substring(1),
                    file.getCharContent(true).toString(),
                    tree,
                    trees));
        }
        return parsed;
    }

    /** The line on which a position lies, from 1. */
    long line(long position) {
        return tree.getLineMap().getLineNumber(position);
    }
}
