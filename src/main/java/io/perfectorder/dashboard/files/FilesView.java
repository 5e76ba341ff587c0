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
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Loads a file of events, or replays it, for a viewer who has the producer key; shows how far the file under way is. */
@Route("import")
class FilesView extends Main implements LocaleChangeObserver, HasDynamicTitle {
    private static final double BYTES_OF_A_MEGABYTE = 1_000_000;

    private final EventFiles files;
    private final H1 title = new H1();
    private final Paragraph about = new Paragraph();
    private final KeyForm keyForm;
    private final PaceChoice pace = new PaceChoice();
    private final FileDrop drop;
    private final Div sending;
    private final WorkCard work;

    /** Read by the threads of uploads, which do not hold the lock of the session. */
    private volatile OptionalDouble speed = OptionalDouble.empty();

    FilesView(LiveSnapshots live, EventFiles files) {
        this.files = files;
        LiveBoard page = live.board(UI.getCurrentOrThrow());
        addClassName("files");
        about.addClassName("hint");
        keyForm = new KeyForm(this::unlock);
        drop = new FileDrop(new FileIntake(files, this::start));
        pace.onChange(chosen -> speed = chosen);
        sending = new Div(pace, drop);
        sending.addClassNames("card", "send");
        // An element that is not there takes no upload.
        sending.setVisible(false);
        work = new WorkCard(files::cancel);
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
        sending.setVisible(right);
        keyForm.setVisible(!right);
        return right;
    }

    private boolean start(Path file, String name) {
        return files.start(file, name, speed);
    }

    private void show() {
        ViewerFormat format = ViewerFormat.of(UI.getCurrentOrThrow());
        files.newest()
                .map(FilesPresenter::present)
                .ifPresentOrElse(model -> work.show(model, this::getTranslation, format), () -> work.setVisible(false));
    }
}
