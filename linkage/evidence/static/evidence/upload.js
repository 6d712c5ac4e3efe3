// Sends each chosen or dropped file ahead, as the raw body of a PUT, with its own bar; the form then hands in the tickets.
// Without this script the same form carries the files itself.
"use strict";

(() => {
  const AT_ONCE = 2;

  class Upload {
    constructor(file, queue) {
      this.file = file;
      this.queue = queue;
      this.row = document.createElement("li");
      this.row.className = "upload-file";
      this.name = this.part("span", "upload-name", file.name);
      this.bar = this.part("progress", "upload-bar", "");
      this.bar.max = 100;
      this.bar.value = 0;
      this.bar.setAttribute("aria-label", `${file.name} 上传进度`);
      this.words = this.part("span", "upload-words", "等待上传");
      this.button = this.part("button", "quiet", "取消");
      this.button.type = "button";
      this.button.setAttribute("aria-label", `取消 ${file.name}`);
      this.button.addEventListener("click", () => this.remove());
      this.state = "waiting";
    }

    part(tag, name, text) {
      const element = document.createElement(tag);
      element.className = name;
      element.textContent = text;
      this.row.append(element);
      return element;
    }

    start() {
      this.state = "running";
      const request = new XMLHttpRequest();
      this.request = request;
      request.open("PUT", this.queue.url);
      request.setRequestHeader("X-CSRFToken", this.queue.token);
      request.setRequestHeader("X-File-Name", encodeURIComponent(this.file.name));
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.addEventListener("progress", (event) => this.moved(event));
      request.addEventListener("load", () => this.answered(request));
      request.addEventListener("error", () => this.refused(["网络中断，文件没有传完。"], true));
      request.send(this.file);
    }

    moved(event) {
      const percent = event.total ? Math.floor((100 * event.loaded) / event.total) : 0;
      this.bar.value = percent;
      this.words.textContent = percent < 100 ? `${percent}% · ${size(event.loaded)} / ${size(event.total)}` : "正在核对内容…";
    }

    answered(request) {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        answer = {};
      }
      if (request.status === 201) this.done(answer);
      else this.refused(answer.reasons || [`服务器没有接收（${request.status}）。请稍后重试，或联系系统管理员。`], request.status >= 500);
    }

    done(answer) {
      this.state = "done";
      this.row.classList.add("upload-done");
      this.bar.value = 100;
      const caution = answer.cautions.length ? ` · 注意：${answer.cautions.join("；")}` : "";
      this.words.textContent = `已上传 ${size(answer.size)} · SM3 ${answer.sm3.slice(0, 8)}…${caution}`;
      this.button.textContent = "移除";
      this.button.setAttribute("aria-label", `移除 ${this.file.name}`);
      const ticket = document.createElement("input");
      ticket.type = "hidden";
      ticket.name = "sent";
      ticket.value = answer.ticket;
      this.row.append(ticket);
      this.queue.next();
    }

    refused(reasons, again) {
      this.state = "refused";
      this.row.classList.add("upload-refused");
      this.words.textContent = reasons.join("；");
      this.button.textContent = again ? "重试" : "移除";
      if (again) {
        this.button.addEventListener("click", () => this.queue.add([this.file]), { once: true });
      }
      this.queue.next();
    }

    remove() {
      if (this.state === "running") this.request.abort();
      this.state = "removed";
      this.row.remove();
      this.queue.forget(this);
    }
  }

  class Queue {
    constructor(form) {
      this.form = form;
      this.url = form.dataset.upload;
      this.token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
      this.input = form.querySelector("input[type=file]");
      this.list = form.querySelector("[data-upload-files]");
      this.status = form.querySelector("[data-upload-status]");
      this.submit = form.querySelector("[data-upload-submit]");
      this.uploads = [];
      form.querySelector("[data-upload-hint]").hidden = false;
      this.input.addEventListener("change", () => {
        this.add([...this.input.files]);
        // The files travel by themselves; the form must not carry them a second time.
        this.input.value = "";
      });
      this.takeDrops(form.querySelector("[data-upload-zone]"));
    }

    takeDrops(zone) {
      const over = (event) => {
        event.preventDefault();
        zone.classList.toggle("upload-over", event.type === "dragover" || event.type === "dragenter");
      };
      for (const type of ["dragenter", "dragover", "dragleave", "drop"]) zone.addEventListener(type, over);
      zone.addEventListener("drop", (event) => this.add([...event.dataTransfer.files]));
    }

    add(files) {
      for (const file of files) {
        const upload = new Upload(file, this);
        this.uploads.push(upload);
        this.list.append(upload.row);
      }
      this.next();
    }

    forget(upload) {
      this.uploads = this.uploads.filter((other) => other !== upload);
      this.next();
    }

    next() {
      const running = this.uploads.filter((upload) => upload.state === "running").length;
      const waiting = this.uploads.filter((upload) => upload.state === "waiting");
      for (const upload of waiting.slice(0, AT_ONCE - running)) upload.start();
      this.tell();
    }

    tell() {
      const count = (state) => this.uploads.filter((upload) => upload.state === state).length;
      const busy = count("running") + count("waiting");
      this.submit.disabled = busy > 0;
      const refused = count("refused") ? `，${count("refused")} 个没有接收` : "";
      this.status.textContent = busy ? `正在上传，还有 ${busy} 个文件` : `已上传 ${count("done")} 个文件${refused}`;
    }
  }

  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

  for (const form of document.querySelectorAll("form[data-upload]")) new Queue(form);
})();
