package org.countersign.workflow.demo;

import org.countersign.people.Directory;
import org.countersign.shared.Group;
import org.countersign.shared.Restores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/** Data of the demonstration, which a start fills in where it is missing. What was restored stays as it is while it is held. */
abstract class DemoData implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    private final Restores restores;
    private final Directory directory;

    DemoData(Restores restores, Directory directory) {
        this.restores = restores;
        this.directory = directory;
    }

    abstract void fill();

    @Override
    public final void run(ApplicationArguments arguments) {
        // Where there is no administrator nothing was restored, and nobody could ever let it go on.
        if (restores.isHeld() && !directory.membersOf(Group.ADMINISTRATOR.id()).isEmpty()) {
            LOG.info(
                    "Held after a restore: what the demonstration lacks is left out until the first start after the release");
        } else {
            fill();
        }
    }
}
