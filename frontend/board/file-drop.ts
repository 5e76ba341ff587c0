const WORDS = ['drop', 'choose', 'sending', 'stop', 'too-large', 'failed'];

/**
 * Takes a file by drop or choice and sends it to `target` as it is, with its name beside it; shows how far it is and can stop. The words
 * are attributes (`text-drop`, …); `largest` is the size in bytes up to which a file is taken.
 */
class FileDrop extends HTMLElement {
  static observedAttributes = WORDS.map((word) => `text-${word}`);
  private request?: XMLHttpRequest;
  private readonly label = document.createElement('label');
  private readonly drop = document.createElement('span');
  private readonly choose = document.createElement('span');
  private readonly input = document.createElement('input');
  private readonly sending = document.createElement('div');
  private readonly share = document.createElement('progress');
  private readonly about = document.createElement('span');
  private readonly stop = document.createElement('button');
  private readonly problem = document.createElement('p');

  constructor() {
    super();
    this.input.type = 'file';
    this.input.accept = '.ndjson,.jsonl,.gz,application/x-ndjson,application/gzip';
    this.input.className = 'unseen';
    this.choose.className = 'button';
    this.label.append(this.drop, this.choose, this.input);
    this.share.max = 1;
    this.stop.type = 'button';
    this.stop.className = 'button';
    this.sending.className = 'sending';
    this.sending.append(this.about, this.share, this.stop);
    this.problem.setAttribute('role', 'alert');
    this.problem.className = 'message';
    this.input.onchange = () => { const file = this.input.files?.[0]; this.input.value = ''; if (file) this.send(file); };
    this.stop.onclick = () => this.request?.abort();
    this.addEventListener('dragover', (event) => { event.preventDefault(); this.toggleAttribute('over', true); });
    this.addEventListener('dragleave', () => this.toggleAttribute('over', false));
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      this.toggleAttribute('over', false);
      const file = event.dataTransfer?.files[0];
      if (file && !this.request) this.send(file);
    });
  }

  connectedCallback() {
    if (!this.label.isConnected) this.append(this.label, this.sending, this.problem);
    this.show();
  }

  disconnectedCallback() {
    this.request?.abort();
  }

  attributeChangedCallback() {
    this.show();
  }

  private word(name: string): string { return this.getAttribute(`text-${name}`) ?? ''; }

  private show() {
    this.drop.textContent = this.word('drop');
    this.choose.textContent = this.word('choose');
    this.stop.textContent = this.word('stop');
    this.share.setAttribute('aria-label', this.word('sending'));
    this.label.hidden = !!this.request;
    this.sending.hidden = !this.request;
    this.problem.hidden = !this.problem.textContent;
  }

  private send(file: File) {
    this.problem.textContent = '';
    if (file.size > Number(this.getAttribute('largest'))) {
      this.end('too-large');
      return;
    }
    const request = new XMLHttpRequest();
    this.request = request;
    this.share.value = 0;
    this.about.textContent = `${this.word('sending')} ${file.name}`;
    request.upload.onprogress = ({ loaded, total }) => { this.share.value = total ? loaded / total : 0; };
    request.onload = () => this.end(request.status < 300 ? '' : 'failed');
    request.onerror = () => this.end('failed');
    request.onabort = () => this.end('');
    request.open('POST', this.getAttribute('target')!);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Filename', encodeURIComponent(file.name));
    request.send(file);
    this.show();
  }

  private end(problem: string) {
    this.request = undefined;
    this.problem.textContent = problem ? this.word(problem) : '';
    this.show();
  }
}

customElements.define('file-drop', FileDrop);
