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
     */
    Optional<String> diagram(String model, Collection<DocumentNumber> documents);
}
