package org.countersign.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** What source files have to keep, where compiled classes do not tell. Each rule has a canary. */
enum SourceRule {
    NO_LOMBOK {
        @Override
        List<String> violations(JavaSource source) {
            return source.tree().getImports().stream()
                    .map(ImportTree::toString)
                    .filter(line -> line.startsWith("import lombok.") || line.startsWith("import static lombok."))
                    .map(line -> source.name() + ": " + line.strip())
                    .toList();
        }
    },

    PUBLIC_TYPES_ARE_DOCUMENTED {
        @Override
        List<String> violations(JavaSource source) {
            var found = new ArrayList<String>();
            new Walk(source) {
                @Override
                void type(ClassTree type, boolean reachable) {
                    if (reachable && !isDocumented()) {
                        found.add(at(type) + " has no Javadoc");
                    }
                }
            }.scan(source.tree(), null);
            return found;
        }
    },

    PUBLIC_METHODS_ARE_DOCUMENTED {
        @Override
        List<String> violations(JavaSource source) {
            var found = new ArrayList<String>();
            new Walk(source) {
                @Override
                void method(MethodTree method, boolean reachable) {
                    if (reachable && !isOverride(method) && !isMain(method) && !isDocumented()) {
                        found.add(at(method) + " has no Javadoc");
                    }
                }
            }.scan(source.tree(), null);
            return found;
        }
    },

    DELEGATES_AND_LISTENERS_ARE_SHORT {
        @Override
        List<String> violations(JavaSource source) {
            var found = new ArrayList<String>();
            new Walk(source) {
                @Override
                void type(ClassTree type, boolean reachable) {
                    if (isDelegate(type) && lines(type) > LONGEST_CLASS) {
                        found.add(at(type) + " has " + lines(type) + " lines");
                    }
                }

                @Override
                void method(MethodTree method, boolean reachable) {
                    if (isDelegate((ClassTree) getCurrentPath().getParentPath().getLeaf())
                            && lines(method) > LONGEST_METHOD) {
                        found.add(at(method) + " has " + lines(method) + " lines");
                    }
                }
            }.scan(source.tree(), null);
            return found;
        }
    },

    NOTHING_IS_LEFT_FOR_LATER {
        @Override
        List<String> violations(JavaSource source) {
            return LEFTOVER.matcher(source.text())
                    .results()
                    .map(match -> source.name() + ":" + source.line(match.start()) + ": " + match.group())
                    .toList();
        }
    };

    static final int LONGEST_METHOD = 40;
    static final int LONGEST_CLASS = 150;

    private static final Pattern LEFTOVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    /** What of a file breaks this rule, in words. */
    abstract List<String> violations(JavaSource source);

    private static boolean isDelegate(ClassTree type) {
        var name = type.getSimpleName().toString();
        return name.endsWith("Delegate") || name.endsWith("Listener");
    }

    private static boolean isOverride(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }

    private static boolean isMain(MethodTree method) {
        return method.getName().contentEquals("main")
                && method.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    /** Walks over types and methods, knowing which of them can be reached from other packages. */
    private abstract static class Walk extends TreePathScanner<Void, Void> {

        private static final Set<Tree.Kind> IMPLICITLY_PUBLIC = Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);

        private final JavaSource source;

        Walk(JavaSource source) {
            this.source = source;
        }

        void type(ClassTree type, boolean reachable) {}

        void method(MethodTree method, boolean reachable) {}

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            type(type, isReachable(getCurrentPath()));
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getReturnType() != null) {
                method(method, isReachable(getCurrentPath()));
            }
            return super.visitMethod(method, nothing);
        }

        boolean isDocumented() {
            return source.trees().getDocComment(getCurrentPath()) != null;
        }

        long lines(Tree tree) {
            var positions = source.trees().getSourcePositions();
            return source.line(positions.getEndPosition(source.tree(), tree))
                    - source.line(positions.getStartPosition(source.tree(), tree))
                    + 1;
        }

        String at(Tree tree) {
            var name = tree instanceof ClassTree type ? type.getSimpleName() : ((MethodTree) tree).getName();
            var start = source.trees().getSourcePositions().getStartPosition(source.tree(), tree);
            return source.name() + ":" + source.line(start) + ": " + name;
        }

        private static boolean isReachable(TreePath path) {
            for (var at = path; at != null; at = at.getParentPath()) {
                var parent =
                        at.getParentPath() == null ? null : at.getParentPath().getLeaf();
                var flags = at.getLeaf() instanceof ClassTree type
                        ? type.getModifiers().getFlags()
                        : at.getLeaf() instanceof MethodTree method
                                ? method.getModifiers().getFlags()
                                : null;
                if (flags == null) {
                    return at.getLeaf().getKind() == Tree.Kind.COMPILATION_UNIT;
                }
                var implicit = parent instanceof ClassTree outer
                        && IMPLICITLY_PUBLIC.contains(outer.getKind())
                        && !flags.contains(Modifier.PRIVATE);
                if (!implicit && !flags.contains(Modifier.PUBLIC)) {
                    return false;
                }
            }
            return true;
        }
    }
}
