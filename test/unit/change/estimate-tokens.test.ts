import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../src/change/estimate-tokens.ts';

const goMethod = `package server

func (s *Server) Start(ctx context.Context) error {
	if s.listener != nil {
		return fmt.Errorf("server: already started on %s", s.addr)
	}
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		return err
	}
	s.listener = l
	go func() {
		defer close(s.done)
		if err := s.http.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			s.log.Error("serve", "err", err)
		}
	}()
	return nil
}
`;

const numbers =
  'const table = [0x1f, 0x2a3b, 1234567, 3.14159265, 0xdeadbeef, 100_000, 42, 7, 65535, 2147483647];\n'.repeat(
    5,
  );

const chinese =
  '// 购物车：添加商品并检查库存数量\nfunction addItem(item) {\n  // 如果库存不足，则抛出异常，调用者应当处理\n  throw new Error("库存不足，请稍后再试");\n}\n// ユーザーの設定を読み込み、検証してから返します\nconst 設定 = 読み込む();\n'.repeat(
    2,
  );

const german =
  '// Prüft, ob die Bestellung bereits über den Händler ausgelöst wurde, und läßt sie sonst zurückstellen.\n// Größe und Gewicht müssen übereinstimmen; Änderungen führen zu einer Ausnahme für den Käufer.\n'.repeat(
    3,
  );

/** Counts that qwen2.5-coder's own tokenizer gave for these texts (prompt_eval_count less the chat template's 8). */
const counted: [string, string, number][] = [
  ['Go', goMethod, 123],
  ['numbers', numbers, 400],
  ['Chinese and Japanese', chinese, 162],
  ['German', german, 168],
];

describe('estimateTokens', () => {
  it.each(counted)('is near the true count of %s', (_name, text, count) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(count * 0.95);
    expect(estimateTokens(text)).toBeLessThanOrEqual(count * 1.35);
  });

  it('is 0 for nothing and at least 1 for anything', () => {
    expect(estimateTokens('')).toBe(0);
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
        expect(estimateTokens(text)).toBeGreaterThanOrEqual(1);
      }),
      { seed: 7 },
    );
  });

  it('never promises less for the whole than for its parts by more than their rounding', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (lines) => {
        const parts = lines.reduce((sum, line) => sum + estimateTokens(line) + 1, 0);
        expect(estimateTokens(lines.join('\n'))).toBeLessThanOrEqual(parts);
      }),
      { seed: 7 },
    );
  });
});
