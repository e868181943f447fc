package org.countersign.bpmn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.countersign.shared.Group;
import org.countersign.workflow.models.FormFile;
import org.countersign.workflow.models.ModelWorld;
import org.countersign.workflow.models.ProcessFile;
import org.countersign.workflow.models.ProductContract;
import org.countersign.workflow.support.ModelBean;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/** The models as they lie in the repository. */
public final class ProcessFiles {

    private ProcessFiles() {}

    /** The shipped processes. */
    public static List<ProcessFile> shipped() {
        return files("bpmn", ".bpmn").stream().map(ProcessFiles::read).toList();
    }

    /** The shipped forms. */
    public static List<FormFile> forms() {
        return files("forms", ".form").stream()
                .map(file -> FormFile.of(file.getFileName().toString().replace(".form", ""), text(file)))
                .toList();
    }

    static ProcessFile read(Path file) {
        return ProcessFile.of(file.getFileName().toString().replace(".bpmn", ""), text(file));
    }

    /** The files of a folder with a suffix, in order. */
    public static List<Path> files(String folder, String suffix) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The product with what it ships, or with other processes. */
    public static ModelWorld world(List<ProcessFile> processes) {
        var beans = beans();
        var decisions = files("dmn", ".dmn").stream()
                .map(file -> file.getFileName().toString().replace(".dmn", ""))
                .toList();
        var forms = forms();
        return new ModelWorld(
                beans::get,
                byKey(processes),
                decisions::contains,
                id -> forms.stream()
                        .filter(form -> form.name().equals(id))
                        .findFirst()
                        .orElse(null),
                id -> Arrays.stream(Group.values()).anyMatch(group -> group.id().equals(id)),
                user -> false,
                ProductContract.of(shipped(), forms));
    }

    /** Processes by their keys. */
    public static Map<String, ProcessFile> byKey(List<ProcessFile> processes) {
        Map<String, ProcessFile> byKey = new HashMap<>();
        processes.forEach(file -> file.all(Process.class).forEach(process -> byKey.put(process.getId(), file)));
        return byKey;
    }

    /** What the allow-list of the engine's configuration lets models name. */
    private static Map<String, Class<?>> beans() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        var names = new AnnotationBeanNameGenerator();
        var registry = new SimpleBeanDefinitionRegistry();
        var beans = new HashMap<String, Class<?>>();
        for (var bean : scanner.findCandidateComponents("org.countersign.workflow")) {
            var type = ClassUtils.resolveClassName(bean.getBeanClassName(), null);
            if (JavaDelegate.class.isAssignableFrom(type)
                    || TaskListener.class.isAssignableFrom(type)
                    || ExecutionListener.class.isAssignableFrom(type)
                    || type.isAnnotationPresent(ModelBean.class)) {
                beans.put(names.generateBeanName(bean, registry), type);
            }
        }
        return beans;
    }
}
