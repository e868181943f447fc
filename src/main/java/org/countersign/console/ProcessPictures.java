package org.countersign.console;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.countersign.shared.DocumentNumber;

/**
 * The engine's view of documents, for pages. Checks no right: whoever shows it has checked who may see the documents.
 * What the engine's history has given up already is not there any more; the audit trail is.
 */
public interface ProcessPictures {

    /** The process instances of these documents, in the documents' order and then the oldest first. */
    List<ProcessPicture> of(List<DocumentNumber> documents);

    /**
     * The diagram of a model as BPMN 2.0 XML.
     *
     * @param model id of a deployed model
     * @param documents at least one of them must have an instance of the model
     * @param naming what its elements are called in the diagram
     */
    Optional<String> diagram(String model, Collection<DocumentNumber> documents, Naming naming);

    /** What an element of a diagram is called. */
    @FunctionalInterface
    interface Naming {

        /**
         * An element's name.
         *
         * @param process key of the process
         * @param element id of the flow node or the sequence flow
         * @param name as the model has it
         */
        String of(String process, String element, String name);
    }
}
