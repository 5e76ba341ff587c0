package io.perfectorder.dashboard.files;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.security.Permission;
import java.nio.file.Path;
import java.util.OptionalDouble;
import reactor.core.publisher.Mono;

/**
 * Loads a file of events, or replays it, for who has logged in as a manager or has the producer key; shows how far the file under way
 * is. See ADR 0097.
 */
@Route("import")
class FilesView extends Main implements LocaleChangeObserver, HasDynamicTitle {
    private static final double BYTES_OF_A_MEGABYTE = 1_000_000;

    private final EventFiles files;
    private final EventFiles.Sender sender;
    private final BoardAudit audit;
    private final Question cancelling;
    private final H1 title = new H1();
    private final Paragraph about = new Paragraph();
    private final KeyForm keyForm;
    private final PaceChoice pace = new PaceChoice();
    private final FileDrop drop;
    private final Div sending;
    private final WorkCard work;

    /** Read by the threads of uploads, which do not hold the lock of the session. */
    private volatile OptionalDouble speed = OptionalDouble.empty();

    FilesView(LiveSnapshots live, EventFiles files, BoardAudit audit, StoreQuestions questions) {
        this.files = files;
        this.audit = audit;
        cancelling = questions.of(this);
        Visitor visitor = Visitor.now();
        sender = new EventFiles.Sender(visitor.entrance().caller(), BoardAudit.address());
        LiveBoard page = live.board(UI.getCurrentOrThrow());
        addClassName("files");
        about.addClassName("hint");
        keyForm = new KeyForm(this::unlock);
        drop = new FileDrop(new FileIntake(files, this::start));
        pace.onChange(chosen -> speed = chosen);
        sending = new Div(pace, drop);
        sending.addClassNames("card", "send");
        // An element that is not there takes no upload.
        open(visitor.hasAccount() && visitor.may(Permission.MANAGE));
        work = new WorkCard(Visitor.with(Permission.ACT, this::cancel));
        add(title, about, keyForm, sending, work);
        Signal.effect(this, () -> {
            page.now().get();
            show();
        });
    }

    @Override
    public String getPageTitle() {
        return getTranslation("place.IMPORT") + " · " + getTranslation("title");
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        title.setText(getTranslation("place.IMPORT"));
        ViewerFormat format = ViewerFormat.of(event.getUI());
        about.setText(getTranslation("files.about", format.count(Math.round(files.largest() / BYTES_OF_A_MEGABYTE))));
        keyForm.show(this::getTranslation);
        pace.show(this::getTranslation);
        drop.show(this::getTranslation, files.largest());
        show();
        event.getUI().getPage().setTitle(getPageTitle());
    }

    private boolean unlock(String key) {
        boolean right = files.allows(key);
        open(right);
        return right;
    }

    private void open(boolean right) {
        sending.setVisible(right);
        keyForm.setVisible(!right);
    }

    private boolean start(Path file, String name) {
        return files.start(file, name, speed, sender);
    }

    private void cancel() {
        String name = files.newest().map(FileWork::name).orElse("");
        cancelling.ask(
                UI.getCurrentOrThrow(),
                audit.told(Mono.fromSupplier(files::cancel), new BoardAudit.Change("file.cancel", name)),
                _ -> {},
                () -> {});
    }

    private void show() {
        ViewerFormat format = ViewerFormat.of(UI.getCurrentOrThrow());
        files.newest()
                .map(FilesPresenter::present)
                .ifPresentOrElse(model -> work.show(model, this::getTranslation, format), () -> work.setVisible(false));
    }
}
