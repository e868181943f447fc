package org.countersign.policy;

import java.util.List;
import org.countersign.policy.PolicyDocuments.Deployed;
import org.countersign.policy.PolicyDocuments.Document;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.springframework.stereotype.Service;

/** The decision tables in force, for those who keep them and those who look after them. */
@Service
public class PolicyTables {

    private final PolicyDocuments documents;
    private final PolicyCheck check;

    PolicyTables(PolicyDocuments documents, PolicyCheck check) {
        this.documents = documents;
        this.check = check;
    }

    /** The tables that are policy, by key. @throws NotAllowed unless the actor reads everything */
    public List<Deployed> all(Actor actor) {
        demandRead(actor);
        return documents.tables();
    }

    /** The version of a table that is in force, with its file. @throws NotFound where there is none of this key */
    public Document inForce(String key, Actor actor) {
        demandRead(actor);
        return documents.latest(key).orElseThrow(() -> new NotFound("decision table", key));
    }

    /** What the table in force says. @throws org.countersign.shared.RuleViolation when its file cannot be read */
    public PolicyTable table(Document document) {
        return documents.read(document.xml(), document.deployed().key());
    }

    /** What would be wrong with other rules in the place of those in force. */
    public PolicyReport check(String key, List<PolicyTable.Rule> rules, Actor actor) {
        return check.check(table(inForce(key, actor)).withRules(rules));
    }

    /** What would be wrong with a file in the place of the one in force. */
    public PolicyReport check(String key, String xml, Actor actor) {
        inForce(key, actor);
        return check.check(key, xml);
    }

    private static void demandRead(Actor actor) {
        if (!actor.readsEverything()) {
            throw new NotAllowed(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        }
    }
}
