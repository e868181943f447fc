package org.countersign.bpmn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.countersign.workflow.models.ProcessFile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Notes after each test class with an engine which nodes of which process its history knows, in a file for each process
 * that runs tests. The files are read by {@link VisitedNodesIT}, once the fast tests are through.
 */
public class VisitedNodes implements TestExecutionListener {

    static final Path FOLDER = Path.of("target/visited-nodes");

    private static final Path FILE = FOLDER.resolve(System.getProperty("countersign.test-fork", "1") + ".txt");

    /** Set by the build for the fast tests alone, so that single tests in an editor leave nothing behind. */
    private static final boolean NOTED = Boolean.getBoolean("countersign.note-visited-nodes");

    private static final Set<String> SEEN = new TreeSet<>();

    @Override
    public void afterTestClass(TestContext test) {
        if (!NOTED || !test.hasApplicationContext()) {
            return;
        }
        var context = test.getApplicationContext();
        if (context.getBeanProvider(ProcessEngine.class).getIfAvailable() == null) {
            return;
        }
        SEEN.addAll(context.getBean(JdbcTemplate.class)
                .query(
                        "select distinct PROC_DEF_KEY_, ACT_ID_ from ACT_HI_ACTINST",
                        (row, number) -> row.getString(1) + " " + row.getString(2)));
        try {
            Files.createDirectories(FOLDER);
            Files.write(FILE, SEEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The nodes of a model of which the list knows nothing, each as {@code <process> <node>}. */
    static List<String> missing(ProcessFile model, Set<String> visited) {
        return model.all(FlowNode.class).stream()
                .map(node -> model.key() + " " + node.getId())
                .filter(node -> !visited.contains(node))
                .sorted()
                .toList();
    }
}
