package browser

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// watchWidth is the largest width and height of the pictures of [Page.Watch]: larger ones take the page's time.
const watchWidth = 640

// A Sight is what a visitor sees from a moment on.
type Sight struct {
	At      float64     // milliseconds since 1970, as performance.timeOrigin + performance.now() has it
	Picture image.Image // of the window, at most 640 pixels wide
}

// Watch looks at the page from now on, as the screen shows it, even while the page's own thread stands still. The function that it returns ends that and gives
// all that was seen, in order.
func (p *Page) Watch() func() []Sight {
	p.t.Helper()
	ctx, cancel := context.WithCancel(p.ctx)
	frames := chromedp.Events(ctx, cdppage.ScreencastFrame)
	var mu sync.Mutex
	var seen []cdppage.EventScreencastFrame
	go func() {
		for frame, err := range frames {
			if err != nil {
				return
			}
			mu.Lock()
			seen = append(seen, frame)
			mu.Unlock()
			taken := cdppage.ScreencastFrameAckParams{SessionID: frame.SessionID}
			_ = chromedp.Do(ctx, call(cdppage.ScreencastFrameAck, taken)) // A page that is gone shows no more.
		}
	}()
	p.Do(askTimeout, call(cdppage.StartScreencast, cdppage.StartScreencastParams{
		Format: cdppage.StartScreencastFormatJpeg, MaxWidth: watchWidth, MaxHeight: watchWidth, EveryNthFrame: 1,
	}))
	return func() []Sight {
		p.t.Helper()
		p.Do(askTimeout, call(cdppage.StopScreencast, cdp.Empty{}))
		cancel()
		mu.Lock()
		defer mu.Unlock()
		return p.developed(seen)
	}
}

// developed decodes what was seen.
func (p *Page) developed(frames []cdppage.EventScreencastFrame) []Sight {
	p.t.Helper()
	sights := make([]Sight, len(frames))
	for i, frame := range frames {
		picture, err := jpeg.Decode(bytes.NewReader(frame.Data))
		if err != nil {
			p.t.Fatalf("what the page showed: %v", err)
		}
		sights[i] = Sight{At: 1000 * frame.Metadata.Timestamp.Float64(), Picture: picture}
	}
	return sights
}

// call is a command of the browser's protocol whose answer does not matter.
func call[P, R any](command cdp.Command[P, R], parameters P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, command, parameters)
		return err
	})
}
